using System.Security.Cryptography;
using ZorgId.Core.Persistence.Sqlite;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Platform.Machine;

/// <summary>
/// Checks beforehand whether the program can write where an SQLite database is. It writes a file of a mebibyte and deletes it,
/// because nothing else detects missing permissions, read-only disks, full disks and exceeded quotas alike.
/// </summary>
internal static class StorageCheck
{
    private const int ProbeOctets = 1 << 20;

    // Full has ENOSPC and EDQUOT of Linux and ERROR_DISK_FULL of Windows; ReadOnly is EROFS of Linux.
    private static readonly int[] Full = [28, 122, unchecked((int)0x80070070)];
    private const int ReadOnly = 30;

    // The first are the database and the files beside it that are written, the second those that are only read.
    private static readonly string[] Written = ["", "-wal", "-shm", LockFiles.Migrating];
    private static readonly string[] Locked = [LockFiles.InUse];

    /// <exception cref="StartRefusedException">Nothing can be written there.</exception>
    public static void Check(PortalSettings settings)
    {
        if (FindFault(settings) is { } fault)
            throw new StartRefusedException(fault);
    }

    /// <returns>One sentence that says what is wrong; null where all can be written, or where the database is on a server.</returns>
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

    /// <param name="files">Files that need not exist.</param>
    /// <returns>One sentence that says what is wrong; null where the files that exist can be read.</returns>
    public static string? FindUnreadable(IEnumerable<string> files) =>
        files.FirstOrDefault(file => File.Exists(file) && !FileAccessCheck.MayRead(file)) is { } closed
            ? $"{closed} cannot be read: give it to the user that the program runs as."
            : null;

    /// <summary>Checks whether a file of this size can be made in a folder, which need not exist yet.</summary>
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
        // The contents are random, because some file systems store zeros without using space.
        probe.Write(RandomNumberGenerator.GetBytes(ProbeOctets));
        probe.Flush(flushToDisk: true);
    }
}
