using ZorgId.Core.Accounts;
using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.PortalSessions;

/// <summary>When a portal session ends, and why, as its page is told.</summary>
public sealed class ViewPortalSessionTests
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Total = TimeSpan.FromHours(8);
    private static readonly TimeSpan Warning = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Execute_JustLoggedIn_EndsByIdlenessInAQuarter()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await portal.LogInAsync(await portal.SeedAdministratorAsync());

        var ends = portal.Now + Idle;
        Assert.Equal(new(null, ends - Warning, ends, PortalSessionEnd.Idle), await ViewAsync(portal, key));
    }

    [Fact]
    public async Task Execute_ByItself_MovesNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await portal.LogInAsync(await portal.SeedAdministratorAsync());
        var (before, version) = (await ViewAsync(portal, key), await portal.DataVersionAsync());

        portal.Pass(Idle - Moment);

        Assert.Equal(before, await ViewAsync(portal, key));
        Assert.Equal(version, await portal.DataVersionAsync());
    }

    [Fact]
    public async Task Execute_AfterThePersonDidSomething_EndsLater()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await portal.LogInAsync(await portal.SeedAdministratorAsync());
        portal.Pass(Idle - Moment);
        await portal.FindActorAsync(key, byPerson: true);

        var view = await ViewAsync(portal, key);
        Assert.Null(view.Over);
        Assert.Equal(portal.Now + Idle, view.EndsAt);
    }

    [Fact]
    public async Task Execute_AQuarterIdle_IsOverByIdleness()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await portal.LogInAsync(await portal.SeedAdministratorAsync());

        portal.Pass(Idle);

        Assert.Equal(PortalSessionEnd.Idle, (await ViewAsync(portal, key)).Over);
    }

    [Fact]
    public async Task Execute_BusyForEightHours_WarnsOfThatAndIsOverByThat()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await portal.LogInAsync(await portal.SeedAdministratorAsync());
        var ends = portal.Now + Total;
        for (var passed = TimeSpan.Zero; passed < Total - Idle; passed += TimeSpan.FromMinutes(10))
        {
            portal.Pass(TimeSpan.FromMinutes(10));
            await portal.FindActorAsync(key, byPerson: true);
        }

        Assert.Equal(new(null, ends - Warning, ends, PortalSessionEnd.Total), await ViewAsync(portal, key));
        portal.Pass(ends - portal.Now);
        Assert.Equal(PortalSessionEnd.Total, (await ViewAsync(portal, key)).Over);
        portal.Pass(Total);
        Assert.Equal(PortalSessionEnd.Total, (await ViewAsync(portal, key)).Over);
    }

    [Fact]
    public async Task Execute_IdleAndLongAgo_IsOverByWhatCameFirst()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await portal.LogInAsync(await portal.SeedAdministratorAsync());

        portal.Pass(Total + Total);

        Assert.Equal(PortalSessionEnd.Idle, (await ViewAsync(portal, key)).Over);
    }

    [Fact]
    public async Task Execute_LongAfterItsEnd_StillSaysWhy()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await portal.LogInAsync(await portal.SeedAdministratorAsync());
        portal.Pass(Idle + Moment);

        Assert.Equal(1, await portal.Get<ExpirePortalSessions>().ExecuteAsync(TestContext.Current.CancellationToken));

        Assert.Equal(PortalSessionEnd.Idle, (await ViewAsync(portal, key)).Over);
    }

    [Fact]
    public async Task Execute_LoggedOut_SaysSo()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await portal.LogInAsync(await portal.SeedAdministratorAsync());

        await portal.Get<SignOut>().ExecuteAsync(key, TestPortal.Browser.Client, TestContext.Current.CancellationToken);

        Assert.Equal(PortalSessionEnd.LoggedOut, (await ViewAsync(portal, key)).Over);
    }

    [Fact]
    public async Task Execute_UnknownOrAtTheOtherEnvironment_IsLoggedOut()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await portal.LogInAsync(await portal.SeedAdministratorAsync());

        Assert.Equal(PortalSessionEnd.LoggedOut, (await ViewAsync(portal, PortalSessionKey.New())).Over);
        Assert.Equal(PortalSessionEnd.LoggedOut, (await ViewAsync(portal, key, PortalEnvironment.Acceptatie)).Over);
    }

    [Theory]
    [InlineData(AccountStatus.Blocked)]
    [InlineData(AccountStatus.Revoked)]
    public async Task Execute_AccountEnded_HasNoAccessAtOnce(AccountStatus status)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var key = await portal.LogInAsync(phone);

        await portal.SetStatusAsync((await portal.PhoneAsync(phone)).AccountId, status);

        Assert.Equal(PortalSessionEnd.AccessGone, (await ViewAsync(portal, key)).Over);
    }

    [Theory]
    [InlineData(PhoneState.Blocked)]
    [InlineData(PhoneState.Revoked)]
    public async Task Execute_PhoneEnded_HasNoAccessAtOnce(PhoneState state)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var key = await portal.LogInAsync(phone);

        await portal.SetStateAsync(phone, state);

        Assert.Equal(PortalSessionEnd.AccessGone, (await ViewAsync(portal, key)).Over);
    }

    [Fact]
    public async Task Execute_RolesGone_HasNoAccessAtOnce()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var key = await portal.LogInAsync(phone);

        await portal.TakeRolesAsync(phone);

        Assert.Equal(PortalSessionEnd.AccessGone, (await ViewAsync(portal, key)).Over);
    }

    [Theory]
    [InlineData(15, 120)]
    [InlineData(4, 120)]
    [InlineData(3, 90)]
    [InlineData(1, 30)]
    public void WarningOf_Limit_IsTwoMinutesOrHalfOfIt(int minutes, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), PortalSessionLimits.WarningOf(TimeSpan.FromMinutes(minutes)));

    private static Task<PortalSessionView> ViewAsync(TestPortal portal, PortalSessionKey key, PortalEnvironment environment = PortalEnvironment.Productie) =>
        portal.Get<ViewPortalSession>().ExecuteAsync(key, environment, TestContext.Current.CancellationToken);
}
