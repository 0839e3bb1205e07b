using System.Diagnostics;
using Npgsql;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Benchmarks.Logins;

/// <summary>A PostgreSQL server whose commits wait for the disk, with a database for each server of logins.</summary>
internal sealed class DurablePostgreSql : IDisposable
{
    private readonly FsyncCounter _counter;
    private readonly PostgreSqlServer _server;
    private TimeSpan _delay;

    private DurablePostgreSql(FsyncCounter counter)
    {
        _counter = counter;
        _server = PostgreSqlServer.LaunchDurable(counter.Variables);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<DurablePostgreSql> StartAsync() => new(await FsyncCounter.CreateAsync());

    /// <summary>A database without anything.</summary>
    public async Task<ILoginStore> CreateStoreAsync(string name)
    {
        await _server.ExecuteAsync($"CREATE DATABASE {name}");
        return new Store(this, PostgreSqlTestDatabase.SettingsFor(_server.ConnectionString(name)));
    }

    /// <summary>How many commits a second one client gets that waits for each.</summary>
    public async Task<double> MeasureCommitsAsync(TimeSpan duration)
    {
        await using var connection = new NpgsqlConnection(_server.ConnectionString("postgres") + ";Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand("CREATE TABLE IF NOT EXISTS probe (n int); INSERT INTO probe VALUES (1)", connection);
        var (start, commits) = (Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            await command.ExecuteNonQueryAsync(Cancellation);
            commits++;
        }

        return commits / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Makes each commit wait so much longer, alone or with others that come meanwhile (<c>commit_delay</c>).</summary>
    public async Task DelayAsync(TimeSpan delay)
    {
        if (delay == _delay)
            return;
        await _server.ExecuteAsync($"ALTER SYSTEM SET commit_delay = {delay.TotalMicroseconds:F0}");
        await _server.ExecuteAsync("SELECT pg_reload_conf()");
        _delay = delay;
    }

    public void Dispose()
    {
        _server.Dispose();
        _counter.Dispose();
    }

    private sealed class Store(DurablePostgreSql owner, IReadOnlyList<(string Key, string Value)> settings) : ILoginStore
    {
        public IReadOnlyList<(string Key, string Value)> Settings => settings;

        public IReadOnlyList<(string Key, string Value)> Variables => [];

        public TimeSpan ProcessorTime => ProcessTimes.OfTree(owner._server.ProcessId);

        public long Fsyncs => owner._counter.Calls;

        public Task DelayAsync(TimeSpan delay) => owner.DelayAsync(delay);
    }
}
