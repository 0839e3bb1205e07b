using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Changes;
using ZorgId.Core.Persistence;
using ZorgId.Core.Persistence.PostgreSql;
using ZorgId.Core.Persistence.Sqlite;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Persistence;

public sealed class PortalTransactionsTests
{
    private static Topic Told(int which) => new(TopicKind.Session, which.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_LostOnce_KeepsNothingOfItAndRunsAgain()
    {
        await using var portal = await TestPortal.StartAsync();
        var attempts = 0;

        var result = await portal.Get<PortalTransactions>().RunAsync(
            async (db, _) =>
            {
                db.DemoMarks.Add(new(++attempts, "http://localhost"));
                await db.SaveChangesAsync(Cancellation);
                return attempts < 3 ? throw new DbUpdateConcurrencyException() : "done";
            },
            Cancellation);

        Assert.Equal(("done", 3), (result, attempts));
        Assert.Equal(3, (await portal.QueryAsync(db => db.DemoMarks.SingleAsync(Cancellation))).Id);
    }

    [Fact]
    public async Task Changed_TopicsOfTheAttemptThatWasKept_AreToldOnceAndAfterTheCommit()
    {
        await using var portal = await TestPortal.StartAsync();
        var (attempts, toldBefore) = (0, 0);

        await portal.Get<PortalTransactions>().RunAsync(
            async (db, _) =>
            {
                db.Changed(Told(++attempts), Told(7));
                db.Changed(Told(7));
                await db.SaveChangesAsync(Cancellation);
                toldBefore = portal.Events.Published.Count;
                return attempts < 3 ? throw new DbUpdateConcurrencyException() : attempts;
            },
            Cancellation);

        Assert.Equal(0, toldBefore);
        Assert.Equal([Told(3), Told(7)], portal.Events.Published);
    }

    [Fact]
    public async Task Changed_WhereNothingWasKept_IsNotTold()
    {
        await using var portal = await TestPortal.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => portal.Get<PortalTransactions>().RunAsync<int>(
            (db, _) =>
            {
                db.Changed(Told(1));
                throw new InvalidOperationException();
            },
            Cancellation));

        Assert.Empty(portal.Events.Published);
    }

    [Fact]
    public async Task Run_LostEveryTime_Throws()
    {
        await using var portal = await TestPortal.StartAsync();
        var attempts = 0;

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => portal.Get<PortalTransactions>().RunAsync<int>(
            (_, _) =>
            {
                attempts++;
                throw new DbUpdateConcurrencyException();
            },
            Cancellation));

        Assert.Equal(5, attempts);
    }

    [Fact]
    public async Task Run_ThoseBeforeItTakeTooLong_IsNotRun()
    {
        await using var portal = await TestPortal.StartAsync();
        var transactions = WithTurnTimeout(portal, TimeSpan.FromMilliseconds(1));
        var (begun, enough) = (new TaskCompletionSource(), new TaskCompletionSource<int>());
        var first = transactions.RunAsync(
            (_, _) =>
            {
                begun.SetResult();
                return enough.Task;
            },
            Cancellation);
        await begun.Task;

        await Assert.ThrowsAsync<TimeoutException>(() => transactions.RunAsync<int>((_, _) => throw new InvalidOperationException("It was run."), Cancellation));

        enough.SetResult(1);
        Assert.Equal(1, await first);
        Assert.Equal(2, await transactions.RunAsync((_, _) => Task.FromResult(2), Cancellation));
    }

    [Fact]
    public async Task Run_CancelledWhileItWaits_IsNotRun()
    {
        await using var portal = await TestPortal.StartAsync();
        var transactions = portal.Get<PortalTransactions>();
        var (begun, enough) = (new TaskCompletionSource(), new TaskCompletionSource<int>());
        var first = transactions.RunAsync(
            (_, _) =>
            {
                begun.SetResult();
                return enough.Task;
            },
            Cancellation);
        await begun.Task;
        using var impatience = new CancellationTokenSource();

        var waiting = transactions.RunAsync<int>((_, _) => throw new InvalidOperationException("It was run."), impatience.Token);
        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        enough.SetResult(1);
        Assert.Equal(1, await first);
        Assert.Equal(2, await transactions.RunAsync((_, _) => Task.FromResult(2), Cancellation));
    }

    [Fact]
    public async Task Run_WaitingForATurn_TakesTenSecondsAtMost()
    {
        await using var portal = await TestPortal.StartAsync();

        Assert.Equal(TimeSpan.FromSeconds(10), portal.Get<IDatabaseWriter>() switch
        {
            SqliteWriter sqlite => sqlite.TurnTimeout,
            PostgreSqlWriter server => server.TurnTimeout,
            var other => throw new InvalidOperationException(other.ToString()),
        });
    }

    [Fact]
    public async Task Run_Bug_IsNotRunAgainAndKeepsNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var attempts = 0;

        await Assert.ThrowsAsync<InvalidOperationException>(() => portal.Get<PortalTransactions>().RunAsync<int>(
            async (db, _) =>
            {
                db.DemoMarks.Add(new(++attempts, "http://localhost"));
                await db.SaveChangesAsync(Cancellation);
                throw new InvalidOperationException();
            },
            Cancellation));

        Assert.Equal(1, attempts);
        Assert.Empty(await portal.QueryAsync(db => db.DemoMarks.ToListAsync(Cancellation)));
    }

    [Fact]
    public async Task Run_TenWhoRaiseTheSameNumber_AreAllCounted()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.ExecuteAsync("INSERT INTO DemoMarks (Id, Address) VALUES (1, '0');");

        await Race.RunAsync(10, _ => portal.Get<PortalTransactions>().RunAsync(
            async (db, _) =>
            {
                var mark = await db.DemoMarks.AsNoTracking().SingleAsync(Cancellation);
                var next = $"{int.Parse(mark.Address, System.Globalization.CultureInfo.InvariantCulture) + 1}";
                return await db.DemoMarks.ExecuteUpdateAsync(set => set.SetProperty(m => m.Address, next), Cancellation);
            },
            Cancellation));

        Assert.Equal("10", (await portal.QueryAsync(db => db.DemoMarks.SingleAsync(Cancellation))).Address);
    }

    [Fact]
    public async Task Run_BeforeItsFirstRead_KeepsOtherWritersOut()
    {
        await using var portal = await TestPortal.StartAsync();

        // Reading first and writing later would let another in between, and the database would refuse the write then.
        await portal.Get<PortalTransactions>().RunAsync(
            async (_, _) =>
            {
                var refusal = await Assert.ThrowsAnyAsync<DbException>(() => portal.QueryAsync(async other =>
                {
                    await other.HurryAsync();
                    return await portal.Get<IDatabaseEngine>().BeginWritingAsync(other, Cancellation);
                }));
                Assert.True(Sql.IsLocked(refusal), refusal.Message);
                return true;
            },
            Cancellation);
    }

    [Fact]
    public async Task Read_WhileAnotherWrites_SeesOneMomentAndKeepsNobodyOut()
    {
        await using var portal = await TestPortal.StartAsync();

        await portal.Get<PortalTransactions>().ReadAsync(
            async db =>
            {
                Assert.Equal(0, await db.DemoMarks.CountAsync(Cancellation));
                await portal.ExecuteAsync("INSERT INTO DemoMarks (Id, Address) VALUES (1, '0');");
                Assert.Equal(0, await db.DemoMarks.CountAsync(Cancellation));
                return true;
            },
            Cancellation);

        Assert.Equal(1, await portal.QueryAsync(db => db.DemoMarks.CountAsync(Cancellation)));
    }

    private static PortalTransactions WithTurnTimeout(TestPortal portal, TimeSpan timeout)
    {
        var (databases, engine) = (portal.Get<IDbContextFactory<PortalDb>>(), portal.Get<IDatabaseEngine>());
        IDatabaseWriter writer = Sql.IsPostgreSql
            ? new PostgreSqlWriter(databases, portal.Get<LoneTransaction>()) { TurnTimeout = timeout }
            : new SqliteWriter(databases, portal.Get<SqliteGroup>(), portal.Get<LoneTransaction>()) { TurnTimeout = timeout };
        return new(databases, engine, writer, portal.Events);
    }
}
