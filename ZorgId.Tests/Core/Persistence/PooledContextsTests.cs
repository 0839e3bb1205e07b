using System.Data;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Persistence;

/// <summary>A context is used again and again, and who has it next finds nothing of who had it before.</summary>
public sealed class PooledContextsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lease_AfterAUseCaseThatFailed_FindsNothingOfIt()
    {
        await using var portal = await TestPortal.StartAsync();
        PortalDb failed = null!;
        await Assert.ThrowsAsync<InvalidOperationException>(() => portal.Get<PortalTransactions>().RunAsync<int>(
            async (db, _) =>
            {
                failed = db;
                Leave(portal, db);
                await db.SaveChangesAsync(CancellationToken.None);
                Leave(portal, db);
                throw new InvalidOperationException();
            },
            Cancellation));

        await using var again = await LeaseAgainAsync(portal, failed);

        MustBeClean(again);
        await portal.Get<PortalTransactions>().RunAsync((_, _) => Task.FromResult(true), Cancellation);
        Assert.Empty(await portal.LogAsync());
        Assert.Empty(portal.Events.Published);
    }

    [Fact]
    public async Task Lease_AfterAContextWasUsedThoughGivenBack_FindsNothingOfIt()
    {
        await using var portal = await TestPortal.StartAsync();
        var returned = await LeaseAsync(portal);
        await returned.DisposeAsync();
        returned.Record(Event(portal));
        returned.Changed(WaitingWriters.TopicOf(1));

        await using var again = await LeaseAgainAsync(portal, returned);

        MustBeClean(again);
    }

    [Fact]
    public async Task Lease_AfterSettingsAndATransaction_HasThoseOfANewOne()
    {
        await using var portal = await TestPortal.StartAsync();
        var fresh = await LeaseAsync(portal);
        var (timeout, tracking) = (fresh.Database.GetCommandTimeout(), fresh.ChangeTracker.QueryTrackingBehavior);
        fresh.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        fresh.Database.AutoSavepointsEnabled = true;
        fresh.ChangeTracker.AutoDetectChangesEnabled = false;
        fresh.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        await portal.Get<IDatabaseEngine>().BeginWritingAsync(fresh, Cancellation);
        await fresh.ExecuteSqlOfEitherAsync("INSERT INTO DemoMarks (Id, Address) VALUES (1, 'http://localhost');");
        fresh.DemoMarks.Add(new(2, "http://localhost"));
        await fresh.DisposeAsync();

        await using var again = await LeaseAgainAsync(portal, fresh);

        MustBeClean(again);
        Assert.Equal((timeout, tracking), (again.Database.GetCommandTimeout(), again.ChangeTracker.QueryTrackingBehavior));
        Assert.True(again.ChangeTracker.AutoDetectChangesEnabled);
        Assert.False(again.Database.AutoSavepointsEnabled);
        Assert.Null(again.Database.CurrentTransaction);
        Assert.Equal(0, await again.DemoMarks.CountAsync(Cancellation));
        Assert.Equal(ConnectionState.Closed, again.Database.GetDbConnection().State);
    }

    [Fact]
    public async Task Lease_AfterAReadAtOneMoment_ClosesItsConnectionBetweenQueries()
    {
        await using var portal = await TestPortal.StartAsync();
        PortalDb reader = null!;
        await portal.Get<PortalTransactions>().ReadAsync(
            db =>
            {
                reader = db;
                return db.DemoMarks.CountAsync(Cancellation);
            },
            Cancellation);

        await using var again = await LeaseAgainAsync(portal, reader);
        await again.DemoMarks.CountAsync(Cancellation);

        Assert.Equal(ConnectionState.Closed, again.Database.GetDbConnection().State);
    }

    [Fact]
    public async Task Lease_ByTwoAtOnce_AreTwo()
    {
        await using var portal = await TestPortal.StartAsync();

        await using var one = await LeaseAsync(portal);
        await using var other = await LeaseAsync(portal);

        Assert.NotSame(one, other);
    }

    private static void Leave(TestPortal portal, PortalDb db)
    {
        db.DemoMarks.Add(new(db.ChangeTracker.Entries().Count() + 1, "http://localhost"));
        db.Record(Event(portal));
        db.Changed(WaitingWriters.TopicOf(1));
    }

    private static AuditEvent Event(TestPortal portal) => new(AuditAction.SignedOut, PortalEnvironment.Productie, portal.Now);

    private static Task<PortalDb> LeaseAsync(TestPortal portal) => portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Cancellation);

    // The pool gives back the oldest first, and has few: this one comes soon, unless contexts are not pooled.
    private static async Task<PortalDb> LeaseAgainAsync(TestPortal portal, PortalDb before)
    {
        List<PortalDb> others = [];
        try
        {
            for (var left = 100; left > 0; left--)
            {
                var db = await LeaseAsync(portal);
                if (ReferenceEquals(db, before))
                    return db;
                others.Add(db);
            }

            throw new InvalidOperationException("The context was not given out again.");
        }
        finally
        {
            foreach (var other in others)
                await other.DisposeAsync();
        }
    }

    private static void MustBeClean(PortalDb db)
    {
        Assert.Empty(db.ChangeTracker.Entries());
        Assert.Empty(db.Happened);
        Assert.Empty(db.ChangedTopics);
    }
}
