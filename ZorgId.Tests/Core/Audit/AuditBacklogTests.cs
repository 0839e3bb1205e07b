using Microsoft.Extensions.Diagnostics.HealthChecks;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;
using ZorgId.Web.Health;

namespace ZorgId.Tests.Core.Audit;

/// <summary>Entries that wait for their places for too long are told, and then nothing more is written.</summary>
public sealed class AuditBacklogTests
{
    private static readonly Guid[] Some = [Guid.CreateVersion7(), Guid.CreateVersion7()];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Longest_CountsFromWhenAnEntryWasFirstSeen_UntilItIsSealed()
    {
        await using var portal = await TestPortal.StartAsync();
        var backlog = portal.Get<AuditBacklog>();

        backlog.See(Some[..1]);
        portal.Pass(TimeSpan.FromSeconds(3));
        backlog.See(Some);
        portal.Pass(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(6), backlog.Longest);
        Assert.Equal(HealthStatus.Unhealthy, (await new LogHealth(backlog).CheckHealthAsync(new(), Cancellation)).Status);

        backlog.See(Some[1..]);
        Assert.Equal(TimeSpan.FromSeconds(3), backlog.Longest);
        Assert.Equal(HealthStatus.Healthy, (await new LogHealth(backlog).CheckHealthAsync(new(), Cancellation)).Status);
        backlog.See([]);
        Assert.Equal(TimeSpan.Zero, backlog.Longest);
    }

    [Fact]
    public async Task Record_WhileTheBacklogIsTooOld_IsRefusedAndNothingIsWritten()
    {
        await using var portal = await TestPortal.StartAsync();
        var backlog = portal.Get<AuditBacklog>();
        backlog.See(Some);
        portal.Pass(AuditBacklog.TooLate);
        await WriteAsync(portal);
        portal.Pass(TimeSpan.FromMilliseconds(1));

        await Assert.ThrowsAsync<TimeoutException>(() => WriteAsync(portal));

        backlog.See([]);
        await WriteAsync(portal);
        Assert.Equal(2, (await portal.LogAsync()).Count);
    }

    private static Task<bool> WriteAsync(TestPortal portal) => portal.Get<PortalTransactions>().RunAsync(
        (db, _) =>
        {
            db.Record(new AuditEvent(AuditAction.SignedOut, PortalEnvironment.Productie, portal.Now));
            return Task.FromResult(true);
        },
        Cancellation);
}
