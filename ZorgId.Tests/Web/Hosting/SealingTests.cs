using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Users;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Hosting;

/// <summary>A node of PostgreSQL seals what is committed, and what a node that died had committed.</summary>
[Trait("Database", "PostgreSQL")]
public sealed class SealingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Service_WhileTheServerRuns_SealsWhatIsCommitted()
    {
        await using var server = await PortalServer.StartAsync();

        await server.AddAdministratorAsync();
        server.Time.Advance(TimeSpan.FromSeconds(1));

        await Until.IsAsync(() => server.QueryAsync(async db => !await db.AuditPending.AnyAsync(Cancellation)), () => "Entries wait for their places still.");
        Assert.Equal(3, await server.QueryAsync(db => db.AuditLeaves.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Start_AfterANodeThatDiedBetweenCommitAndSealing_SealsFirst()
    {
        await using var first = await PortalServer.StartAsync();
        var settings = first.DatabaseSettings;
        await using var second = await first.RestartAsync(
            async () =>
            {
                using var beside = await CoreBeside.OpenAsync([("Environments:productie:Origin", TestPortal.Productie), .. settings]);
                await beside.Get<AddAdministrator>().ExecuteAsync(Seed.Administrator(), Cancellation);
                Assert.Equal(3, await beside.QueryAsync(db => db.AuditPending.CountAsync(Cancellation)));
                first.Time.Jump(TimeSpan.FromMinutes(5));
            },
            // The one beside it has the machine's clock.
            ("Audit:AcceptClock", "true"));

        Assert.Equal(0, await second.QueryAsync(db => db.AuditPending.CountAsync(Cancellation)));
        Assert.Equal(TimeSpan.Zero, second.Get<AuditBacklog>().Longest);
        Assert.Null((await second.Get<VerifyAudit>().ExecuteAsync(mark: null, Cancellation)).Fault);
    }
}
