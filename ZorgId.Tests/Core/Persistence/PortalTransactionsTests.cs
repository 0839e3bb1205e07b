using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Changes;
using ZorgId.Core.Persistence;
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
            async db =>
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
            async db =>
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
            db =>
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
            _ =>
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
        using var transactions = new PortalTransactions(portal.Get<IDbContextFactory<PortalDb>>(), portal.Get<IDatabaseEngine>(), [], portal.Events) { TurnTimeout = TimeSpan.FromMilliseconds(1) };
        var (begun, enough) = (new TaskCompletionSource(), new TaskCompletionSource<int>());
        var first = transactions.RunAsync(
            _ =>
            {
                begun.SetResult();
                return enough.Task;
            },
            Cancellation);
        await begun.Task;

        await Assert.ThrowsAsync<TimeoutException>(() => transactions.RunAsync<int>(_ => throw new InvalidOperationException("It was run."), Cancellation));

        enough.SetResult(1);
        Assert.Equal(1, await first);
        Assert.Equal(2, await transactions.RunAsync(_ => Task.FromResult(2), Cancellation));
    }

    [Fact]
    public async Task Run_Bug_IsNotRunAgainAndKeepsNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var attempts = 0;

        await Assert.ThrowsAsync<InvalidOperationException>(() => portal.Get<PortalTransactions>().RunAsync<int>(
            async db =>
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
            async db =>
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
            async _ =>
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
}
