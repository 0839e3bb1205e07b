using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

public sealed class PruneAuditTests
{
    // Long ago: the database lets nothing go that its own clock calls young.
    private static readonly DateTimeOffset Start = new(2010, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Retention = TimeSpan.FromDays(1827);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Execute_OldAndYoung_TakesTheOldAndTheRestCanBeProven()
    {
        await using var portal = await StartAsync(old: 5, young: 3);
        var (pruned, kept) = (await portal.HeadAsync(4), await portal.HeadAsync());

        var result = await PruneAsync(portal);

        Assert.Equal(new PruneResult(5, null), result);
        Assert.Equal([5, 6, 7, 8], await NumbersAsync(portal));
        Assert.Equal((AuditAction.LogPruned, "5"), ((await portal.LogAsync())[^1].Action, (await portal.LogAsync())[^1].Detail));
        Assert.Equal(new AuditVerdict(4, 5, await portal.HeadAsync()), await portal.VerifyAsync());
        // The leaves stay, and so does the proof of every head.
        Assert.Null((await portal.VerifyAsync(kept)).Fault);
        Assert.Null((await portal.VerifyAsync(pruned)).Fault);
        Assert.Equal(AuditFault.MarkDiffers, (await portal.VerifyAsync(pruned with { Root = new string('a', 64) })).Fault);
    }

    [Fact]
    public async Task Execute_ToTheMillisecond_TakesNothingYounger()
    {
        await using var portal = await StartAsync(old: 1, young: 0);
        portal.Time.AdjustTime(Start + Retention - Moment);
        Assert.Equal(0, (await PruneAsync(portal)).Count);
        Assert.Single(await portal.LogAsync());

        portal.Pass(Moment);

        Assert.Equal(1, (await PruneAsync(portal)).Count);
        Assert.Equal(AuditAction.LogPruned, Assert.Single(await portal.LogAsync()).Action);
    }

    [Fact]
    public async Task Execute_OldBehindYoung_StaysUntilTheYoungIsOld()
    {
        await using var portal = await StartAsync(old: 2, young: 1);
        // A clock that was set back: the log is in the order of what happened, and only its beginning goes.
        await portal.SealAsync();
        portal.Time.AdjustTime(Start);
        await WriteAsync(portal, 1);
        portal.Time.AdjustTime(Start + Retention);

        Assert.Equal(2, (await PruneAsync(portal)).Count);
        Assert.Equal([2, 3, 4], await NumbersAsync(portal));
    }

    [Fact]
    public async Task Execute_EntriesOfAClockThatWasNotSet_GoWithTheNextThatHasATime()
    {
        await using var portal = await TestPortal.StartAsync();
        portal.Time.AdjustTime(DateTimeOffset.UnixEpoch);
        await WriteAsync(portal, 2);
        // The clock is set: these are minutes old, whatever they say.
        portal.Time.AdjustTime(Start);
        Assert.Equal(0, (await PruneAsync(portal)).Count);
        await WriteAsync(portal, 1);
        Assert.Equal(0, (await PruneAsync(portal)).Count);
        portal.Time.AdjustTime(Start + Retention);

        Assert.Equal(3, (await PruneAsync(portal)).Count);
    }

    [Fact]
    public async Task Execute_AgainAndAgain_GoesOnFromTheAnchor()
    {
        await using var portal = await StartAsync(old: 2, young: 2);
        Assert.Equal(2, (await PruneAsync(portal)).Count);
        Assert.Equal(0, (await PruneAsync(portal)).Count);
        portal.Pass(Retention);

        // The two, and the entry of the first pruning.
        Assert.Equal(3, (await PruneAsync(portal)).Count);
        Assert.Equal(new AuditVerdict(1, 5, await portal.HeadAsync()), await portal.VerifyAsync());
    }

    [Fact]
    public async Task Execute_MoreThanOneBatch_TakesAll()
    {
        await using var portal = await StartAsync(old: 2500, young: 1);

        Assert.Equal(2500, (await PruneAsync(portal)).Count);
        Assert.Equal(new AuditVerdict(2, 2500, await portal.HeadAsync()), await portal.VerifyAsync());
    }

    [Fact]
    public async Task Execute_InterruptedBehindItsAnchor_IsFinishedByTheNext()
    {
        await using var portal = await StartAsync(old: 4, young: 1);
        await portal.SealAsync();
        await portal.ExecuteAsync($"CREATE TABLE Kept AS SELECT * FROM AuditEntries WHERE {Sql.Entry(3)};");
        await PruneAsync(portal);
        // As if the last batch had not come: an entry that the anchor covers stands there still.
        await portal.TamperAsync("INSERT INTO AuditEntries SELECT * FROM Kept;");
        Assert.Null((await portal.VerifyAsync()).Fault);

        Assert.Equal(1, (await PruneAsync(portal)).Count);
        Assert.Equal([4, 5], await NumbersAsync(portal));
    }

    [Fact]
    public async Task Execute_BrokenLog_TakesNothing()
    {
        await using var portal = await StartAsync(old: 5, young: 1);
        await portal.SealAsync();
        await portal.TamperAsync($"UPDATE AuditEntries SET Detail = 'other' WHERE {Sql.Entry(2)};");

        var result = await PruneAsync(portal);

        Assert.Equal((0, AuditFault.Changed, 2L), (result.Count, result.Broken!.Fault, result.Broken.BrokenAt));
        Assert.Equal(6, (await portal.LogAsync()).Count);
    }

    // Young entries whose times sort before all others, and are read as they were written.
    [Fact]
    [Trait("Database", "SQLite")]
    public async Task Execute_TimesThatSortAsOld_TakesNothing()
    {
        await using var portal = await StartAsync(old: 0, young: 3);
        await portal.TamperAsync("UPDATE AuditEntries SET At = ' ' || At;");

        var result = await PruneAsync(portal);

        Assert.Equal((0, AuditFault.Changed, 0L), (result.Count, result.Broken!.Fault, result.Broken.BrokenAt));
        Assert.Equal(3, (await portal.LogAsync()).Count);
    }

    [Theory]
    [InlineData("UPDATE AuditAnchors SET Signature = " + Sql.Zeros + ";", AuditFault.AnchorForged, 5)]
    [InlineData("UPDATE AuditAnchors SET Root = " + Sql.Zeros + ";", AuditFault.AnchorForged, 5)]
    [InlineData("UPDATE AuditAnchors SET At = '2010-03-01 09:00:00';", AuditFault.AnchorForged, 5)]
    [InlineData("UPDATE AuditAnchors SET Size = 6; DELETE FROM AuditEntries WHERE {0};", AuditFault.AnchorForged, 6)]
    [InlineData("DELETE FROM AuditAnchors;", AuditFault.Missing, 0)]
    [InlineData("DELETE FROM AuditEntries WHERE {0};", AuditFault.Missing, 5)]
    [InlineData("UPDATE AuditEntries SET Detail = 'other' WHERE {0};", AuditFault.Changed, 5)]
    [InlineData("DELETE FROM AuditLeaves WHERE Index = 2;", AuditFault.Missing, 2)]
    [InlineData("UPDATE AuditLeaves SET Hash = " + Sql.Zeros + " WHERE Index = 2;", AuditFault.Changed, 2)]
    public async Task Verify_TamperedAfterPruning_IsNoticed(string sql, AuditFault fault, long at)
    {
        await using var portal = await StartAsync(old: 5, young: 3);
        await PruneAsync(portal);

        await portal.TamperAsync(string.Format(null, sql, Sql.Entry(5)));

        var verdict = await portal.VerifyAsync();
        Assert.Equal((fault, at), (verdict.Fault, verdict.BrokenAt));
    }

    [Theory]
    [Trait("Database", "SQLite")]
    [InlineData("At = ' ' || At")]
    [InlineData("Root = CAST(Root AS TEXT)")]
    [InlineData("LogId = LOWER(LogId)")]
    [InlineData("Signature = 'none'")]
    public async Task Verify_AnchorThatIsNotKeptAsItWasWritten_IsNoticed(string change)
    {
        await using var portal = await StartAsync(old: 5, young: 3);
        await PruneAsync(portal);

        await portal.TamperAsync($"UPDATE AuditAnchors SET {change};");

        Assert.Equal(AuditFault.AnchorForged, (await portal.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Execute_WhileOthersWrite_LosesNothing()
    {
        await using var portal = await StartAsync(old: 1500, young: 0);

        await Race.RunAsync([
            .. Enumerable.Range(0, 20).Select(_ => (Func<Task<bool>>)(() => WriteAsync(portal, 1))),
            async () => (await PruneAsync(portal)).Count == 1500,
        ]);

        Assert.Equal(new AuditVerdict(21, 1500, await portal.HeadAsync()), await portal.VerifyAsync());
    }

    // Old entries at the start, young ones when the old have been kept long enough: that is also now.
    private static async Task<TestPortal> StartAsync(int old, int young)
    {
        var portal = await TestPortal.StartAsync();
        portal.Time.AdjustTime(Start);
        await WriteAsync(portal, old);
        portal.Pass(Retention);
        await WriteAsync(portal, young);
        return portal;
    }

    private static Task<bool> WriteAsync(TestPortal portal, int count) => portal.Get<PortalTransactions>().RunAsync(
        (db, _) =>
        {
            for (var i = 0; i < count; i++)
                db.Record(new AuditEvent(AuditAction.SignedOut, PortalEnvironment.Productie, portal.Now));
            return Task.FromResult(true);
        },
        Cancellation);

    private static async Task<IEnumerable<long>> NumbersAsync(TestPortal portal) => (await portal.NumberedLogAsync()).Select(n => n.Number);

    private static Task<PruneResult> PruneAsync(TestPortal portal) => portal.Get<PruneAudit>().ExecuteAsync(Cancellation);
}
