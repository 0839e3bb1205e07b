using System.Diagnostics;
using System.Globalization;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Crash;

/// <summary>
/// A program whose database lies on a disk of its own of a few megabytes, in memory: a file system that only it sees, for as
/// long as it runs. It needs no root, but a Linux that lets its users have such.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    // Mounts the disk, lays the database on it, and becomes the program.
    private const string Script = """mount -t tmpfs -o size=8m zorgid "$0" && cp "$1"/portal.db* "$0" && exec "${@:2}" """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("zorgid-disk-");
    private readonly string _inside;

    private SmallDisk(SqliteTestDatabase original)
    {
        var start = PortalProgram.Describe(ServingProgram.SettingsFor($"Data Source={_folder.FullName}/portal.db"), "--urls", "http://127.0.0.1:0");
        string[] program = [start.FileName, .. start.ArgumentList];
        (start.FileName, var isolated) = ("unshare", (string[])["--user", "--map-root-user", "--mount", "bash", "-c", Script]);
        start.ArgumentList.Clear();
        foreach (var argument in (string[])[.. isolated, _folder.FullName, Path.GetDirectoryName(original.Path)!, .. program])
            start.ArgumentList.Add(argument);
        Program = ServingProgram.Begin(start);
        _inside = string.Create(CultureInfo.InvariantCulture, $"/proc/{Program.Id}/root{_folder.FullName}");
    }

    public ServingProgram Program { get; }

    private string Filler => Path.Combine(_inside, "filler");

    /// <param name="original">Of which the program gets a copy; nobody may have it open.</param>
    public static async Task<SmallDisk> StartAsync(SqliteTestDatabase original)
    {
        Assert.SkipUnless(await IsAllowedAsync(), "This system lets nobody mount a disk of their own (unshare).");
        var disk = new SmallDisk(original);
        try
        {
            await disk.Program.MustListenAsync();
            return disk;
        }
        catch
        {
            disk.Dispose();
            throw;
        }
    }

    /// <summary>Not an octet more has room.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        // The last page is not given in part: what has no room for a page has none for an octet.
        var page = new byte[Environment.SystemPageSize];
        try
        {
            while (true)
                filler.Write(page);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    /// <summary>What the program has written, as a kill at this moment would leave it.</summary>
    public void CopyTo(SqliteTestDatabase database)
    {
        foreach (var end in (string[])["", "-wal", ".keys.pfx"])
            File.Copy(Path.Combine(_inside, "portal.db" + end), database.Path + end, overwrite: true);
    }

    public void Dispose()
    {
        Program.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<bool> IsAllowedAsync()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/unshare"))
            return false;
        using var attempt = Process.Start("/usr/bin/unshare", ["--user", "--map-root-user", "--mount", "true"]);
        await attempt.WaitForExitAsync(TestContext.Current.CancellationToken);
        return attempt.ExitCode == 0;
    }
}
