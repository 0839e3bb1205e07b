using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ZorgId.Core;
using ZorgId.Core.Persistence;
using ZorgId.Core.Persistence.PostgreSql;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Persistence;

/// <summary>Starting on a server: alone, again, and beside other nodes.</summary>
[Trait("Database", "PostgreSQL")]
public sealed class PostgreSqlStartTests : IAsyncLifetime
{
    // As in PostgreSqlStart.
    private const string Lock = "SELECT pg_advisory_lock(99434707241316)";

    private PostgreSqlTestDatabase _database = null!;
    private ServiceProvider _services = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IDbContextFactory<PortalDb> Databases => _services.GetRequiredService<IDbContextFactory<PortalDb>>();

    public async ValueTask InitializeAsync()
    {
        _database = await PostgreSqlTestDatabase.CreateEmptyAsync();
        _services = new ServiceCollection().AddLogging().AddZorgIdCore(_database.Source).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Execute_FourNodesAtOnceOnAnEmptyDatabase_LeaveTheWholeSchemaOnce()
    {
        await Race.RunAsync(4, async _ =>
        {
            await using var node = new ServiceCollection().AddLogging().AddZorgIdCore(_database.Source).BuildServiceProvider();
            await node.GetRequiredService<IDatabaseEngine>().StartAsync(() => Task.CompletedTask, Cancellation);
            return true;
        });

        Assert.Equal(await PostgreSqlTestDatabase.ReadWholeSchemaAsync(), _database.ReadSchema());
        await using var db = await Databases.CreateDbContextAsync(Cancellation);
        Assert.Single(await db.AuditHeads.ToListAsync(Cancellation));
        Assert.Equal(0, await _database.ScalarAsync<long>("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"));
    }

    [Fact]
    public async Task Execute_Twice_LeavesWhatIsThere()
    {
        await StartAsync();
        await using var db = await Databases.CreateDbContextAsync(Cancellation);
        db.DemoMarks.Add(new(DemoMark.OnlyId, "http://localhost:5000"));
        await db.SaveChangesAsync(Cancellation);

        await StartAsync();

        Assert.Equal("http://localhost:5000", (await db.DemoMarks.AsNoTracking().SingleAsync(Cancellation)).Address);
    }

    [Fact]
    public async Task Execute_AnotherIsMigrating_WaitsUntilItIsDone()
    {
        await using var other = await LockAsync(Lock);

        var waiting = StartAsync();
        await _database.UntilAsync("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))");
        Assert.False(waiting.IsCompleted);
        Assert.Null(await _database.ScalarAsync<string>("SELECT to_regclass('\"AuditHeads\"')::text"));
        await other.DisposeAsync();

        await waiting;
        Assert.NotNull(await _database.ScalarAsync<string>("SELECT to_regclass('\"AuditHeads\"')::text"));
    }

    [Fact]
    public async Task Execute_AnotherMigratesForTooLong_GivesUpWithASentence()
    {
        await using var other = await LockAsync(Lock);

        var gaveUp = await Assert.ThrowsAsync<TimeoutException>(() =>
            new PostgreSqlStart(Databases) { LockTimeout = TimeSpan.FromMilliseconds(1) }.ExecuteAsync(() => Task.CompletedTask, Cancellation));

        Assert.Equal("Another node has been migrating this database for over a minute.", gaveUp.Message);
        Assert.Equal(TimeSpan.FromMinutes(1), new PostgreSqlStart(Databases).LockTimeout);
    }

    [Fact]
    public async Task Execute_LockIsLostOnTheWay_Fails()
    {
        var engine = _services.GetRequiredService<IDatabaseEngine>();

        await Assert.ThrowsAsync<TimeoutException>(() => engine.StartAsync(
            () => _database.ScalarAsync<bool>("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"),
            Cancellation));

        await StartAsync();
    }

    /// <summary>A newer program's guard and one that somebody has emptied look alike.</summary>
    [Fact]
    public async Task Execute_BesideANewerProgram_RefusesAGuardThatIsNotItsOwnAndLeavesIt()
    {
        await StartAsync();
        await _database.ScalarAsync<object>(
            """
            INSERT INTO "__EFMigrationsHistory" VALUES ('20990101000000_MailAddresses', '10.0.0');
            CREATE OR REPLACE FUNCTION "AuditHeads_Delete"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END';
            """);
        var newer = _database.ReadSchema();

        var refused = await Assert.ThrowsAsync<TamperedSchemaException>(StartAsync);

        Assert.Contains("it has another definition of the function AuditHeads_Delete.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(newer, _database.ReadSchema());
    }

    [Fact]
    public async Task Execute_MigrationMeetsALockedTable_WaitsNoLongerThanAnyWriter()
    {
        await StartAsync();
        // Less than the minute that another's migration is waited for.
        await using var other = await LockAsync("LOCK TABLE \"__EFMigrationsHistory\"");
        await using var hasty = new ServiceCollection().AddLogging()
            .AddZorgIdCore(_database.Source with { ConnectionString = _database.Source.ConnectionString + ";Options=-c lock_timeout=1ms" }).BuildServiceProvider();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => hasty.GetRequiredService<IDatabaseEngine>().StartAsync(() => Task.CompletedTask, Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation));

        Assert.Equal(PostgresErrorCodes.LockNotAvailable, refused.SqlState);
    }

    [Fact]
    public async Task Execute_Connections_WriteThroughAndWaitNotForEver()
    {
        await StartAsync();
        await using var db = await Databases.CreateDbContextAsync(Cancellation);

        // What the start set for itself is not left on its connection.
        foreach (var (name, value) in ((string, string)[])[("synchronous_commit", "on"), ("lock_timeout", "5s"), ("idle_in_transaction_session_timeout", "30s"), ("application_name", "zorgid")])
            Assert.Equal(value, (await db.Database.SqlQuery<string>($"SELECT current_setting({name}) AS \"Value\"").ToListAsync(Cancellation)).Single());
    }

    private Task StartAsync() => _services.GetRequiredService<IDatabaseEngine>().StartAsync(() => Task.CompletedTask, Cancellation);

    /// <summary>Another that holds something, until disposed of.</summary>
    private async Task<IAsyncDisposable> LockAsync(string sql)
    {
        var connection = new NpgsqlConnection(_database.Source.ConnectionString + ";Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand($"BEGIN; {sql}", connection);
        await command.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }
}
