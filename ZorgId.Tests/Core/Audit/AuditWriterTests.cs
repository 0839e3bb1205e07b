using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

public sealed class AuditWriterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Record_FiftyAtOnce_LeavesNoGapAndAGoodTree()
    {
        await using var portal = await TestPortal.StartAsync();

        await Race.RunAsync(50, i => portal.Get<PortalTransactions>().RunAsync(
            async (db, _) =>
            {
                // One that reads first, as use cases do, and writes two entries.
                await db.Accounts.CountAsync(Cancellation);
                db.Record(Event(portal, $"{i}a"));
                db.Record(Event(portal, $"{i}b"));
                return true;
            },
            Cancellation));

        var numbered = await portal.NumberedLogAsync();
        var log = numbered.Select(n => n.Entry).ToList();
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), numbered.Select(n => n.Number));
        Assert.Equal(100, log.Select(e => e.Detail).Distinct(StringComparer.Ordinal).Count());
        Assert.All(log.Chunk(2), pair => Assert.Equal(pair[0].Detail![..^1] + "b", pair[1].Detail));
        Assert.Equal(new AuditVerdict(100, 0, await portal.HeadAsync()), await portal.VerifyAsync());
    }

    [Fact]
    public async Task Record_OfATransactionThatFails_IsNotThereAndLeavesNoGap()
    {
        await using var portal = await TestPortal.StartAsync();
        var attempts = 0;

        await portal.Get<PortalTransactions>().RunAsync(
            async (db, _) =>
            {
                db.Record(Event(portal, $"{++attempts}"));
                await db.SaveChangesAsync(Cancellation);
                return attempts < 3 ? throw new DbUpdateConcurrencyException() : true;
            },
            Cancellation);

        var (number, entry) = Assert.Single(await portal.NumberedLogAsync());
        Assert.Equal((0, "3"), (number, entry.Detail));
        Assert.Null((await portal.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Record_SavedTwiceInOneTransaction_GetsItsLeavesInOrder()
    {
        await using var portal = await TestPortal.StartAsync();

        await portal.Get<PortalTransactions>().RunAsync(
            async (db, _) =>
            {
                db.Record(Event(portal, "first"));
                await db.SaveChangesAsync(Cancellation);
                db.Record(Event(portal, "second"));
                return true;
            },
            Cancellation);

        Assert.Equal(new AuditVerdict(2, 0, await portal.HeadAsync()), await portal.VerifyAsync());
    }

    [Fact]
    public async Task Record_OutsideATransaction_IsABug()
    {
        await using var portal = await TestPortal.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => portal.QueryAsync(db =>
        {
            db.Record(Event(portal, "alone"));
            return db.SaveChangesAsync(Cancellation);
        }));
    }

    [Fact]
    public async Task Record_AMomentBetweenTwoMilliseconds_IsCutToTheFirst()
    {
        await using var portal = await TestPortal.StartAsync();
        portal.Pass(TimeSpan.FromTicks(12_345_678));

        await portal.Get<PortalTransactions>().RunAsync(
            (db, _) =>
            {
                db.Record(Event(portal, "now"));
                return Task.FromResult(true);
            },
            Cancellation);

        Assert.Equal(TestPortal.Start.UtcDateTime.AddMilliseconds(1234), Assert.Single(await portal.LogAsync()).At);
        Assert.Null((await portal.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Record_TextsOfAnySort_AreReadBackAsTheyWereSigned()
    {
        await using var portal = await TestPortal.StartAsync();
        string?[] clients = ["", null, "Søren's 📱", new('é', 300), new string('x', AuditEntry.ClientLength - 1) + "📱", "half \ud83d", "a\nb\tc", "a\0b"];

        await portal.Get<PortalTransactions>().RunAsync(
            (db, _) =>
            {
                foreach (var client in clients)
                    db.Record(Event(portal, "client") with { Client = client });
                return Task.FromResult(true);
            },
            Cancellation);

        Assert.Equal(new AuditVerdict(clients.Length, 0, await portal.HeadAsync()), await portal.VerifyAsync());
    }

    private static AuditEvent Event(TestPortal portal, string detail) => new(AuditAction.SignedOut, PortalEnvironment.Productie, portal.Now, Detail: detail);
}
