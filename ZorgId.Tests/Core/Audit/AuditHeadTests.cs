using ZorgId.Core.Audit;
using ZorgId.Core.Operations;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

/// <summary>What a head that was kept elsewhere shows, which the database alone cannot show.</summary>
public sealed class AuditHeadTests
{
    private const int Entries = AuditScene.Entries;

    private const string RollBack =
        "DELETE FROM AuditLeaves WHERE Index >= 8; DELETE FROM AuditEntries WHERE NOT EXISTS (SELECT 1 FROM AuditLeaves WHERE EntryId = Id); UPDATE AuditHeads SET Size = 8;";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_RolledBackAsAWhole_IsNoticedByAHeadThatWasKeptElsewhereAndByNothingElse()
    {
        await using var portal = await AuditScene.StartWithLogAsync();
        var (kept, older) = (await portal.HeadAsync(), await portal.HeadAsync(8));

        await portal.TamperAsync(RollBack);

        Assert.Null((await portal.VerifyAsync()).Fault);
        Assert.Null((await portal.VerifyAsync(older)).Fault);
        AuditTampering.MustBeBroken(AuditFault.MarkDiffers, Entries - 1, await portal.VerifyAsync(kept));
    }

    [Fact]
    public async Task Verify_RolledBackAndWrittenAnew_IsNoticedByAHeadThatWasKeptElsewhere()
    {
        await using var portal = await AuditScene.StartWithLogAsync();
        var kept = await portal.HeadAsync();
        await portal.TamperAsync(RollBack);
        portal.Pass(TimeSpan.FromSeconds(1));
        await portal.SeedAdministratorAsync(Seed.Administrator(Seed.Other));

        Assert.Null((await portal.VerifyAsync()).Fault);
        AuditTampering.MustBeBroken(AuditFault.MarkDiffers, Entries - 1, await portal.VerifyAsync(kept));
    }

    [Fact]
    public async Task Verify_KeptHeads_OfAnySizeAndOfTheEmptyLog_FitALogThatGrew()
    {
        await using var portal = await AuditScene.StartWithLogAsync();

        for (var size = 0; size <= Entries; size++)
            Assert.Null((await portal.VerifyAsync(await portal.HeadAsync(size))).Fault);
    }

    [Fact]
    public async Task Verify_HeadOfAnotherLog_IsNoticed()
    {
        await using var portal = await AuditScene.StartWithLogAsync();
        await using var other = await AuditScene.StartWithLogAsync();

        AuditTampering.MustBeBroken(AuditFault.MarkDiffers, Entries - 1, await portal.VerifyAsync(await other.HeadAsync()));
        Assert.NotEqual(portal.Get<AuditSecret>().Fingerprint, other.Get<AuditSecret>().Fingerprint);
    }

    [Fact]
    public async Task Verify_AfterARestore_OlderHeadsFitAndThoseOfWhatWasReplacedAreNamedAsThat()
    {
        await using var portal = await AuditScene.StartWithLogAsync();
        var (copied, replaced) = (await portal.HeadAsync(), await portal.HeadAsync() with { Size = Entries + 5, Root = new string('a', 64) });

        await portal.Get<SettleRestored>().ExecuteAsync(replaced, isUnsigned: false, Cancellation);

        Assert.Null((await portal.VerifyAsync(copied)).Fault);
        AuditTampering.MustBeBroken(AuditFault.MarkReplaced, Entries, await portal.VerifyAsync(replaced));
        var first = (await portal.LogAsync(copied))[0];
        Assert.Equal((AuditAction.DatabaseRestored, $"{replaced}"), (first.Action, first.Detail));
        var now = await portal.HeadAsync();
        Assert.NotEqual(copied.LogId, now.LogId);
        Assert.Null((await portal.VerifyAsync(now)).Fault);
        // A head under the new id cannot be of what was before it.
        AuditTampering.MustBeBroken(AuditFault.MarkDiffers, Entries - 2, await portal.VerifyAsync(await portal.HeadAsync(Entries - 1)));
    }

    // Who rolls the database back says that it was a restore.
    [Fact]
    public async Task Verify_RolledBackAndCalledARestore_IsNotTakenForOne()
    {
        await using var portal = await AuditScene.StartWithLogAsync();
        var kept = await portal.HeadAsync();
        await portal.TamperAsync(RollBack + "INSERT INTO AuditLogs (Index, LogId) VALUES (8, 'FFFFFFFF-FFFF-7FFF-8FFF-FFFFFFFFFFFF');");

        Assert.Equal(AuditFault.HeadDiffers, (await portal.VerifyAsync()).Fault);
        AuditTampering.MustBeBroken(AuditFault.MarkDiffers, Entries - 1, await portal.VerifyAsync(kept));
    }
}
