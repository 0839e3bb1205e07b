using System.Security.Cryptography;
using ZorgId.Core.Persistence.Sqlite;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Platform.Machine;

/// <summary>
/// Whether the program can write where an SQLite database lies, before it does. A probe of a mebibyte is written and taken
/// away again: nothing else tells of permissions, read-only disks, full disks and quotas alike.
/// </summary>
internal static class StorageCheck
{
    private const int ProbeOctets = 1 << 20;

    // Linux's ENOSPC and EDQUOT, Windows' ERROR_DISK_FULL; and EROFS.
    private static readonly int[] Full = [28, 122, unchecked((int)0x80070070)];
    private const int ReadOnly = 30;

    // Beside the database: what is written, and what is only read.
    private static readonly string[] Written = ["", "-wal", "-shm", LockFiles.Migrating];
    private static readonly string[] Locked = [LockFiles.InUse];

    /// <exception cref="StartRefusedException">It cannot be written there.</exception>
    public static void Check(PortalSettings settings)
    {
        if (FindFault(settings) is { } fault)
            throw new StartRefusedException(fault);
    }

    /// <returns>One sentence; null where all can be written, or where the database is a server's.</returns>
    public static string? FindFault(PortalSettings settings)
    {
        if (settings.Database.File is not { } database)
            return null;
        if (FindFault(Path.GetDirectoryName(database)!, ProbeOctets) is { } fault)
            return fault;
        var fixedFile = Written
            .Select(end => database + end)
            .FirstOrDefault(file => File.Exists(file) && !FileAccessCheck.MayWrite(file));
        if (fixedFile is not null)
            return $"{fixedFile} cannot be written: give it to the user that the program runs as, on a disk that can be written.";
        return FindUnreadable(Locked.Select(end => database + end).Append(settings.KeyFile.Path));
    }

    /// <param name="files">Files that need not be there.</param>
    /// <returns>One sentence; null where those that are there can be read.</returns>
    public static string? FindUnreadable(IEnumerable<string> files) =>
        files.FirstOrDefault(file => File.Exists(file) && !FileAccessCheck.MayRead(file)) is { } closed
            ? $"{closed} cannot be read: give it to the user that the program runs as."
            : null;

    /// <summary>Whether a file of so many octets can be made in a folder, which need not be there yet.</summary>
    /// <exception cref="StartRefusedException">It cannot.</exception>
    public static void CheckFolder(string folder, long octets)
    {
        if (FindFault(folder, octets) is { } fault)
            throw new StartRefusedException(fault);
    }

    private static string? FindFault(string folder, long octets)
    {
        var there = folder;
        while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } parent)
            there = parent;
        try
        {
            WriteProbe(there);
            return octets > ProbeOctets && new DriveInfo(there).AvailableFreeSpace < octets ? TellFull(there) : null;
        }
        catch (IOException exception) when (Full.Contains(exception.HResult))
        {
            return TellFull(there);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var why = exception switch
            {
                UnauthorizedAccessException => "this user may not",
                { HResult: ReadOnly } => "the disk is mounted read-only",
                _ => exception.Message.TrimEnd('.'),
            };
            return $"Nothing can be written in {there}: {why}.";
        }
    }

    private static string TellFull(string folder) => $"The disk of {folder} is full: make room there.";

    private static void WriteProbe(string folder)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var probe = new FileStream(Path.Combine(folder, $".zorgid-probe-{Guid.NewGuid():N}"), options);
        // Not zeros, which some disks keep without room.
        probe.Write(RandomNumberGenerator.GetBytes(ProbeOctets));
        probe.Flush(flushToDisk: true);
    }
}
