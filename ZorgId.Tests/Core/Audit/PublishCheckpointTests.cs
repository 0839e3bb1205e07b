using System.Text;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Audit.Tree;
using ZorgId.Core.Operations;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

/// <summary>What everybody may know of the log, and that its portal is held to it.</summary>
public sealed class PublishCheckpointTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Execute_LogThatGrows_PublishesOnceAnHour()
    {
        await using var portal = await TestPortal.StartAsync();
        Assert.False(await PublishAsync(portal));
        Assert.Null(await ViewAsync(portal));
        await portal.SeedAdministratorAsync();
        Assert.True(await PublishAsync(portal));
        var first = await ViewAsync(portal);

        await portal.AddAdministratorAsync(Seed.Administrator(Seed.Other));
        portal.Pass(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        Assert.False(await PublishAsync(portal));
        Assert.Equal(first, await ViewAsync(portal));
        portal.Pass(TimeSpan.FromMilliseconds(1));
        Assert.True(await PublishAsync(portal));
        Assert.NotEqual(first, await ViewAsync(portal));

        portal.Pass(TimeSpan.FromHours(2));
        Assert.False(await PublishAsync(portal));
    }

    [Fact]
    public async Task Execute_TenNodesAtOnce_PublishOne()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.SeedAdministratorAsync();
        await portal.SealAsync();

        var published = await Race.RunAsync(10, _ => portal.Get<PublishCheckpoint>().ExecuteAsync(Cancellation));

        Assert.Single(published, isPublished => isPublished);
        Assert.Equal(1, await portal.QueryAsync(db => db.AuditCheckpoints.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Execute_AfterATimeThatIsStillToCome_PublishesAllTheSame()
    {
        await using var portal = await TestPortal.StartAsync();
        portal.Pass(TimeSpan.FromDays(300));
        await portal.SeedAdministratorAsync();
        Assert.True(await PublishAsync(portal));
        await portal.AddAdministratorAsync(Seed.Administrator(Seed.Other));
        portal.Time.AdjustTime(TestPortal.Start);

        Assert.True(await PublishAsync(portal));
    }

    [Fact]
    public async Task Note_Published_IsTheLogsHeadSignedWithItsKey()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.SeedAdministratorAsync();
        await PublishAsync(portal);

        var checkpoint = await ReadAsync(portal);

        var head = await portal.HeadAsync();
        Assert.Equal((head.Size, head.Root), (checkpoint.Size, Convert.ToHexStringLower(checkpoint.Root.Span)));
    }

    [Fact]
    public async Task Consistency_OfPublishedSizes_IsProvenAndOfOthersNothingIsTold()
    {
        await using var portal = await TestPortal.StartAsync();
        var published = new List<Checkpoint>();
        for (var person = 0; person < 4; person++)
        {
            await portal.SeedAdministratorAsync(Seed.Administrator(Seed.Boss with { FamilyName = $"Jansen {"abcd"[person]}" }));
            Assert.True(await PublishAsync(portal));
            published.Add(await ReadAsync(portal));
            portal.Pass(TimeSpan.FromHours(1));
        }

        foreach (var from in published)
        {
            foreach (var to in published.Where(to => to.Size >= from.Size))
            {
                var proof = (await portal.Get<ProveConsistency>().ExecuteAsync(from.Size, to.Size, Cancellation))!;
                Assert.True(proof.Verify(from.Root.Span, to.Root.Span));
            }
        }

        var (first, last) = (published[0].Size, published[^1].Size);
        Assert.Null(await portal.Get<ProveConsistency>().ExecuteAsync(first - 1, last, Cancellation));
        Assert.Null(await portal.Get<ProveConsistency>().ExecuteAsync(first, last + 1, Cancellation));
        Assert.Null(await portal.Get<ProveConsistency>().ExecuteAsync(last, first, Cancellation));
    }

    [Fact]
    public async Task Verify_PublishedCheckpoints_FitTheLogAlsoAfterARestoreAndUnderAnotherHost()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.SeedAdministratorAsync();
        await PublishAsync(portal);
        await portal.Get<SettleRestored>().ExecuteAsync(replaced: null, isUnsigned: false, Cancellation);
        portal.Get<PortalOrigins>().Set(PortalEnvironment.Productie, "https://portal.example");
        portal.Pass(TimeSpan.FromHours(1));
        Assert.True(await PublishAsync(portal));

        Assert.Null((await portal.VerifyAsync()).Fault);
        Assert.StartsWith("portal.example/log/", await ViewAsync(portal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE AuditCheckpoints SET Note = REPLACE(Note, 'productie.example', 'portal.example')")]
    [InlineData("UPDATE AuditCheckpoints SET Note = Note || 'x'")]
    [InlineData("UPDATE AuditCheckpoints SET Note = ''")]
    [InlineData("UPDATE AuditCheckpoints SET Size = Size - 1")]
    public async Task Verify_CheckpointThatWasChanged_IsNoticed(string sql)
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.SeedAdministratorAsync();
        await PublishAsync(portal);
        await portal.TamperAsync(sql + ";");

        Assert.Equal(AuditFault.CheckpointDiffers, (await portal.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Verify_CheckpointOfAnotherPortal_IsNoticed()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var other = await TestPortal.StartAsync();
        await portal.SeedAdministratorAsync();
        await other.SeedAdministratorAsync();
        await PublishAsync(portal);
        await PublishAsync(other);

        await portal.TamperAsync($"UPDATE AuditCheckpoints SET Note = '{await ViewAsync(other)}';");

        Assert.Equal((AuditFault.CheckpointDiffers, (await ReadAsync(other)).Size - 1), await FaultAsync(portal));
    }

    [Fact]
    public async Task Verify_LogRolledBackAsAWhole_IsNoticedByThePublishedCheckpoint()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.SeedAdministratorAsync();
        await PublishAsync(portal);
        var size = (await ReadAsync(portal)).Size;

        await portal.TamperAsync(
            $"DELETE FROM AuditLeaves WHERE Index >= {size - 1}; DELETE FROM AuditEntries WHERE NOT EXISTS (SELECT 1 FROM AuditLeaves WHERE EntryId = Id);"
            + $" UPDATE AuditHeads SET Size = {size - 1};");

        Assert.Equal((AuditFault.CheckpointDiffers, size - 1), await FaultAsync(portal));
    }

    private static async Task<(AuditFault?, long?)> FaultAsync(TestPortal portal)
    {
        var verdict = await portal.VerifyAsync();
        return (verdict.Fault, verdict.BrokenAt);
    }

    private static async Task<bool> PublishAsync(TestPortal portal)
    {
        await portal.SealAsync();
        return await portal.Get<PublishCheckpoint>().ExecuteAsync(Cancellation);
    }

    private static Task<string?> ViewAsync(TestPortal portal) => portal.Get<ViewCheckpoint>().ExecuteAsync(Cancellation);

    // As who has nothing but the public key.
    private static async Task<Checkpoint> ReadAsync(TestPortal portal)
    {
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes((await ViewAsync(portal))!), out var note));
        Assert.True(note.IsSignedBy(portal.Get<AuditSigningKey>().Verifier));
        Assert.True(Checkpoint.TryParse(note.Text, out var checkpoint));
        Assert.Equal(portal.Get<AuditSigningKey>().Verifier.Name, checkpoint.Origin);
        return checkpoint;
    }
}
