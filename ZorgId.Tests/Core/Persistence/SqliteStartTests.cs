using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ZorgId.Core;
using ZorgId.Core.Persistence;
using ZorgId.Core.Persistence.Sqlite;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Persistence;

/// <summary>Starting on a file: alone, again, beside another, and after one that was killed.</summary>
[Trait("Database", "SQLite")]
public sealed class SqliteStartTests : IAsyncLifetime
{
    private readonly SqliteTestDatabase _database = new();
    private readonly FakeTimeProvider _time = new(TestPortal.Start);
    private ServiceProvider? _services;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IDbContextFactory<PortalDb> Databases => _services!.GetRequiredService<IDbContextFactory<PortalDb>>();

    public ValueTask InitializeAsync()
    {
        _services = new ServiceCollection().AddZorgIdCore(_database.Source).BuildServiceProvider();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Execute_NoFile_MakesTheWholeSchema()
    {
        await StartAsync(_time);

        await using var db = await Databases.CreateDbContextAsync(Cancellation);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Cancellation));
        Assert.Empty(await db.Accounts.ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Execute_LinkToWhereNoFileIsYet_MakesItThereForThisUserOnly()
    {
        var place = _database.Path + ".elsewhere";
        File.CreateSymbolicLink(_database.Path, place);

        await StartAsync(_time);
        await StartAsync(_time);

        Assert.True(File.Exists(place));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(place));
    }

    [Fact]
    public async Task Execute_NoFolder_MakesItForThisUserOnly()
    {
        var path = Path.Combine(Path.GetDirectoryName(_database.Path)!, "data", "deeper", "portal.db");
        await using var services = new ServiceCollection().AddZorgIdCore(new DatabaseSource(DatabaseProvider.SQLite, $"Data Source={path};Pooling=False")).BuildServiceProvider();

        await services.GetRequiredService<IDatabaseEngine>().StartAsync(() => Task.CompletedTask, Cancellation);

        Assert.True(File.Exists(path));
        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(path)!))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public async Task Execute_Twice_LeavesWhatIsThere()
    {
        await StartAsync(_time);
        await using var db = await Databases.CreateDbContextAsync(Cancellation);
        db.DemoMarks.Add(new(DemoMark.OnlyId, "http://localhost:5000"));
        await db.SaveChangesAsync(Cancellation);

        await StartAsync(_time);

        Assert.Equal("http://localhost:5000", (await db.DemoMarks.AsNoTracking().SingleAsync(Cancellation)).Address);
    }

    [Fact]
    public async Task Execute_TwoAtOnce_BothServe()
    {
        // The one that waits looks again after a tenth of a second, by the real clock: both must come to their end.
        await Race.RunAsync(2, async _ =>
        {
            await StartAsync(TimeProvider.System);
            return true;
        });

        await using var db = await Databases.CreateDbContextAsync(Cancellation);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Cancellation));
    }

    [Fact]
    public async Task Execute_AnotherIsMigrating_WaitsUntilItIsDone()
    {
        await StartAsync(_time);
        var guard = new FileStream(_database.Path + ".migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        var waiting = StartAsync(_time);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.False(waiting.IsCompleted);
        await guard.DisposeAsync();

        await FinishAsync(waiting);
    }

    [Fact]
    public async Task Execute_MigratedByANewerProgram_Refuses()
    {
        await StartAsync(_time);
        await using (var db = await Databases.CreateDbContextAsync(Cancellation))
            await db.Database.ExecuteSqlRawAsync("INSERT INTO __EFMigrationsHistory VALUES ('20990101000000_MailAddresses', '10.0.0')", Cancellation);

        var refused = await Assert.ThrowsAsync<NewerDatabaseException>(() => StartAsync(_time));

        Assert.Contains("20990101000000_MailAddresses", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_AnotherMigratesForOverAMinute_GivesUp()
    {
        await StartAsync(_time);
        await using var guard = new FileStream(_database.Path + ".migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        await Assert.ThrowsAsync<TimeoutException>(() => FinishAsync(StartAsync(_time)));
    }

    [Fact]
    public async Task Execute_LockRowOfOneThatWasKilled_IsCleared()
    {
        await using (var db = await Databases.CreateDbContextAsync(Cancellation))
        {
            await db.Database.ExecuteSqlRawAsync(
                """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-23 10:00:00');
                """,
                Cancellation);
        }

        // Without the clearing this would wait for ever; the limit is there to say so.
        await StartAsync(_time).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        await using var after = await Databases.CreateDbContextAsync(Cancellation);
        Assert.Empty(await after.Database.GetPendingMigrationsAsync(Cancellation));
    }

    [Fact]
    public async Task Execute_KilledBeforeItsLastStep_IsInWalAfterTheNext()
    {
        await StartAsync(_time);
        await PragmaAsync("journal_mode=DELETE");

        await StartAsync(_time);

        Assert.Equal("wal", await PragmaAsync("journal_mode"));
    }

    [Fact]
    public async Task Execute_Connections_AreInWalAndWriteThrough()
    {
        await StartAsync(_time);

        Assert.Equal("wal", await PragmaAsync("journal_mode"));
        Assert.Equal(2L, await PragmaAsync("synchronous")); // FULL
        Assert.Equal(5000L, await PragmaAsync("busy_timeout"));
        Assert.Equal(5, await TimeoutAsync());
        Assert.Equal(1L, await PragmaAsync("foreign_keys"));
    }

    [Fact]
    public async Task Execute_CommitsAreAnsweredBeforeTheyAreOnTheDisk_Throws()
    {
        await StartAsync(_time);
        // The connection goes back to its pool like this, and the next one to open it has it.
        await PragmaAsync("synchronous=OFF");

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(_time));

        Assert.Contains("before it is on the disk", refusal.Message, StringComparison.Ordinal);
    }

    private Task StartAsync(TimeProvider time) => new SqliteStart(Databases, _database.Source, time).ExecuteAsync(() => Task.CompletedTask, Cancellation);

    // Moves the clock on for as long as someone waits for it.
    private async Task FinishAsync(Task waiting)
    {
        while (!waiting.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await waiting;
    }

    // How long a command is tried again while the database is locked: seconds.
    private async Task<int> TimeoutAsync()
    {
        await using var db = await Databases.CreateDbContextAsync(Cancellation);
        await db.Database.OpenConnectionAsync(Cancellation);
        return ((SqliteConnection)db.Database.GetDbConnection()).DefaultTimeout;
    }

    private async Task<object?> PragmaAsync(string pragma)
    {
        await using var db = await Databases.CreateDbContextAsync(Cancellation);
        await db.Database.OpenConnectionAsync(Cancellation);
        await using var command = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = $"PRAGMA {pragma};";
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
