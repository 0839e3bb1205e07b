using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.PortalSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.PortalSessions;

public sealed class ExpirePortalSessionsTests
{
    [Fact]
    public async Task Execute_Idle_IsLoggedOnceAndForgottenLater()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.LogInAsync(await portal.SeedAdministratorAsync());
        portal.Pass(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await ExpireAsync(portal));
        portal.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal(1, await ExpireAsync(portal));
        Assert.Equal(0, await ExpireAsync(portal));

        var entry = (await portal.LogAsync())[^1];
        Assert.Equal((AuditAction.PortalSessionEnded, "Idle"), (entry.Action, entry.Detail));
        Assert.Equal(1, await CountAsync(portal));
        portal.Pass(TimeSpan.FromHours(25));
        await ExpireAsync(portal);
        Assert.Equal(0, await CountAsync(portal));
    }

    [Fact]
    public async Task Execute_BusyForEightHours_EndsAllTheSame()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await portal.LogInAsync(await portal.SeedAdministratorAsync());
        for (var quarter = 0; quarter < 47; quarter++)
        {
            portal.Pass(TimeSpan.FromMinutes(10));
            Assert.NotNull(await portal.FindActorAsync(key, byPerson: true));
            Assert.Equal(0, await ExpireAsync(portal));
        }

        portal.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(1, await ExpireAsync(portal));
        Assert.Equal("Total", (await portal.LogAsync())[^1].Detail);
    }

    private static Task<int> ExpireAsync(TestPortal portal) => portal.Get<ExpirePortalSessions>().ExecuteAsync(TestContext.Current.CancellationToken);

    private static Task<int> CountAsync(TestPortal portal) => portal.QueryAsync(db => db.PortalSessions.CountAsync(TestContext.Current.CancellationToken));
}
