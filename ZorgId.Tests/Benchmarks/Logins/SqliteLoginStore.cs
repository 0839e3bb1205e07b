namespace ZorgId.Tests.Benchmarks.Logins;

/// <summary>An SQLite file that is not there yet. Its fsyncs are those of the server's process.</summary>
internal sealed class SqliteLoginStore : ILoginStore, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("zorgid-benchmark-");
    private readonly FsyncCounter _counter;

    private SqliteLoginStore(FsyncCounter counter) => _counter = counter;

    public IReadOnlyList<(string Key, string Value)> Settings =>
        [("ConnectionStrings:Portal", $"Data Source={Path.Combine(_folder.FullName, "portal.db")}")];

    public IReadOnlyList<(string Key, string Value)> Variables => _counter.Variables;

    public TimeSpan ProcessorTime => TimeSpan.Zero;

    public long Fsyncs => _counter.Calls;

    public static async Task<SqliteLoginStore> CreateAsync() => new(await FsyncCounter.CreateAsync());

    public Task DelayAsync(TimeSpan delay)
    {
        _counter.Delay(delay);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _counter.Dispose();
        _folder.Delete(recursive: true);
    }
}
