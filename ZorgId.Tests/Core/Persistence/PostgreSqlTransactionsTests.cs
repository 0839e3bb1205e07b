using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ZorgId.Core;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Persistence;

/// <summary>Two nodes write to one database: one at a time, and each on what the other has left.</summary>
[Trait("Database", "PostgreSQL")]
public sealed class PostgreSqlTransactionsTests : IAsyncLifetime
{
    private const string AWriterWaits = "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')";

    private PostgreSqlTestDatabase _database = null!;
    private ServiceProvider[] _nodes = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgreSqlTestDatabase.CreateAsync();
        _nodes = [MakeNode(), MakeNode()];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Run_WhileAnotherNodeWrites_WaitsForItsCommitAndReadsWhatItLeft()
    {
        var holder = await HoldAsync();

        var waiting = Of(1).RunAsync(async (db, _) => (await db.DemoMarks.AsNoTracking().SingleAsync(Cancellation)).Address, Cancellation);
        await _database.UntilAsync(AWriterWaits);
        await holder.Db.ExecuteSqlOfEitherAsync("INSERT INTO DemoMarks (Id, Address) VALUES (1, 'left by the first')");
        Assert.False(waiting.IsCompleted);
        await holder.CommitAsync();

        Assert.Equal("left by the first", await waiting);
    }

    [Fact]
    public async Task Run_TwentyOnTwoNodesWhoRaiseTheSameNumber_AreAllCounted()
    {
        await Of(0).RunAsync(
            (db, _) =>
            {
                db.DemoMarks.Add(new(DemoMark.OnlyId, "0"));
                return Task.FromResult(true);
            },
            Cancellation);

        await Race.RunAsync(20, i => Of(i % 2).RunAsync(
            async (db, _) =>
            {
                var mark = await db.DemoMarks.AsNoTracking().SingleAsync(Cancellation);
                var next = $"{int.Parse(mark.Address, CultureInfo.InvariantCulture) + 1}";
                return await db.DemoMarks.ExecuteUpdateAsync(set => set.SetProperty(m => m.Address, next), Cancellation);
            },
            Cancellation));

        Assert.Equal("20", await _database.ScalarAsync<string>("SELECT \"Address\" FROM \"DemoMarks\""));
    }

    [Fact]
    public async Task Run_AnotherHoldsTheHeadForTooLong_IsAnErrorAndIsNotRun()
    {
        await using var hasty = MakeNode(";Options=-c lock_timeout=1ms");
        var holder = await HoldAsync();
        var runs = 0;

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => hasty.GetRequiredService<PortalTransactions>().RunAsync((_, _) => Task.FromResult(++runs), Cancellation));
        await holder.CommitAsync();

        Assert.Equal((PostgresErrorCodes.LockNotAvailable, 0), (refusal.SqlState, runs));
        Assert.Equal(1, await hasty.GetRequiredService<PortalTransactions>().RunAsync((_, _) => Task.FromResult(++runs), Cancellation));
    }

    [Fact]
    public async Task Run_ConnectionLostBeforeTheCommit_RunsAgainAndKeepsOneOfIt()
    {
        var runs = 0;

        await Of(0).RunAsync(
            async (db, _) =>
            {
                db.DemoMarks.Add(new(++runs, "http://localhost"));
                await db.SaveChangesAsync(Cancellation);
                if (runs == 1)
                    await db.Database.ExecuteSqlAsync($"SELECT pg_terminate_backend(pg_backend_pid())", Cancellation);
                return true;
            },
            Cancellation);

        Assert.Equal(2, runs);
        Assert.Equal("2", await _database.ScalarAsync<string>("SELECT string_agg(\"Id\"::text, ',') FROM \"DemoMarks\""));
    }

    [Fact]
    public async Task Run_ConnectionLostInTheCommit_IsInDoubtAndNotRunAgain()
    {
        await _database.ScalarAsync<object>(Sql.LoseTheConnectionInTheCommitOf("DemoMarks"));
        var runs = 0;

        await Assert.ThrowsAsync<CommitInDoubtException>(() => Of(0).RunAsync(
            (db, _) =>
            {
                db.DemoMarks.Add(new(++runs, "http://localhost"));
                return Task.FromResult(true);
            },
            Cancellation));

        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Run_NoAnswerToTheCommit_IsInDoubt()
    {
        await using var hasty = MakeNode(";Command Timeout=1");
        await _database.ScalarAsync<object>(Sql.DawdleInTheCommitOf("DemoMarks"));

        await Assert.ThrowsAsync<CommitInDoubtException>(() => hasty.GetRequiredService<PortalTransactions>().RunAsync(
            (db, _) =>
            {
                db.DemoMarks.Add(new(DemoMark.OnlyId, "http://localhost"));
                return Task.FromResult(true);
            },
            Cancellation));
    }

    [Fact]
    public async Task Read_ConnectionLost_ReadsAgain()
    {
        var runs = 0;

        var count = await Of(0).ReadAsync(
            async db =>
            {
                if (++runs == 1)
                    await db.Database.ExecuteSqlAsync($"SELECT pg_terminate_backend(pg_backend_pid())", Cancellation);
                return await db.AuditHeads.CountAsync(Cancellation);
            },
            Cancellation);

        Assert.Equal((1, 2), (count, runs));
    }

    private PortalTransactions Of(int node) => _nodes[node].GetRequiredService<PortalTransactions>();

    private ServiceProvider MakeNode(string settings = "") =>
        new ServiceCollection().AddLogging().AddZorgIdCore(_database.Source with { ConnectionString = _database.Source.ConnectionString + settings }).BuildServiceProvider();

    private async Task<Holder> HoldAsync()
    {
        var db = await _nodes[0].GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Cancellation);
        await _nodes[0].GetRequiredService<IDatabaseEngine>().BeginWritingAsync(db, Cancellation);
        return new(db);
    }

    /// <summary>A writer on the first node, in the middle of its work.</summary>
    private sealed record Holder(PortalDb Db)
    {
        public async Task CommitAsync()
        {
            await Db.Database.CommitTransactionAsync(Cancellation);
            await Db.DisposeAsync();
        }
    }
}
