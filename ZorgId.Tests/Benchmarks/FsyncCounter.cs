using System.Diagnostics;
using System.IO.MemoryMappedFiles;

namespace ZorgId.Tests.Benchmarks;

/// <summary>
/// Counts how often a process, and those that it starts, write to the disk for good (fsync, fdatasync), and delays these calls.
/// </summary>
internal sealed class FsyncCounter : IDisposable
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private const string Compiler = "/usr/bin/gcc";
    private const int DelayAt = sizeof(long);

    private readonly DirectoryInfo _folder;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _memory;

    private FsyncCounter(DirectoryInfo folder, string library)
    {
        var path = Path.Combine(folder.FullName, "counter");
        _folder = folder;
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.CreateNew, mapName: null, capacity: DelayAt + sizeof(long));
        // PostgreSQL's server is another user's.
        Permit(path, Readable | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        _memory = _file.CreateViewAccessor();
        Variables = [("LD_PRELOAD", library), ("ZORGID_FSYNC_COUNTER", path)];
    }

    /// <summary>Environment variables of a process that is to be counted.</summary>
    public IReadOnlyList<(string Key, string Value)> Variables { get; }

    /// <summary>Calls so far.</summary>
    public long Calls => _memory.ReadInt64(0);

    /// <summary>Makes each later call take so much longer.</summary>
    public void Delay(TimeSpan delay) => _memory.Write(DelayAt, (long)delay.TotalMicroseconds);

    /// <summary>Compiles it. A machine without gcc has the benchmark skipped.</summary>
    public static async Task<FsyncCounter> CreateAsync()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && File.Exists(Compiler),
            "This benchmark needs Linux and gcc (on Debian: apt-get install gcc libc6-dev).");
        var folder = Directory.CreateTempSubdirectory("zorgid-fsync-");
        Permit(folder.FullName, Readable);
        var library = Path.Combine(folder.FullName, "fsync-counter.so");
        var source = Path.Combine(AppContext.BaseDirectory, "Benchmarks", "FsyncCounter.c");
        using var compiler = Process.Start(Compiler, ["-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", library, source, "-ldl"]);
        await compiler.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, compiler.ExitCode);
        return new(folder, library);
    }

    public void Dispose()
    {
        _memory.Dispose();
        _file.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void Permit(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }
}
