using AngleSharp.Dom;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.JSInterop;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Core.PortalSessions;
using ZorgId.Tests.Support;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Tests.Components;

/// <summary>What the guard shows, and tells its script, as time goes by.</summary>
public sealed class SessionGuardTests
{
    [Fact]
    public async Task Guard_TimeEnough_ShowsNothing()
    {
        await using var bench = await PortalBench.OpenAsync();
        var (guard, _) = await ShowAsync(bench);

        await PassALookAsync(bench, guard, TimeSpan.FromMinutes(12.9));

        Assert.Empty(guard.FindAll("button, .z-remaining, .z-cover"));
    }

    [Fact]
    public async Task Guard_TwoMinutesBeforeIdle_CountsDownAndSpeaksNowAndThen()
    {
        await using var bench = await PortalBench.OpenAsync();
        var (guard, _) = await ShowAsync(bench);

        await bench.PassAsync(TimeSpan.FromMinutes(13) + TimeSpan.FromSeconds(3));
        guard.WaitForAssertion(() => Assert.Equal("1:57", guard.Find(".z-remaining").TextContent));
        Assert.Equal("Nog twee minuten tot u wordt uitgelogd.", guard.Find("[role=status]").TextContent);
        Assert.Equal("true", guard.Find(".z-remaining").GetAttribute("aria-hidden"));

        foreach (var (seconds, spoken) in ((int, string)[])[(57, "Nog een minuut"), (30, "Nog een halve minuut"), (20, "Nog tien seconden")])
        {
            await bench.PassAsync(TimeSpan.FromSeconds(seconds));
            guard.WaitForAssertion(() => Assert.StartsWith(spoken, guard.Find("[role=status]").TextContent, StringComparison.Ordinal));
        }

        Assert.Equal("0:10", guard.Find(".z-remaining").TextContent);
    }

    [Fact]
    public async Task Guard_StayLoggedIn_MovesTheEndAndTakesTheWarningAway()
    {
        await using var bench = await PortalBench.OpenAsync();
        var (guard, key) = await ShowAsync(bench);
        await bench.PassAsync(TimeSpan.FromMinutes(14));
        guard.WaitForElement(".z-remaining");

        Button(guard, "Blijf ingelogd").Click();

        guard.WaitForAssertion(() => Assert.Empty(guard.FindAll(".z-remaining")));
        Assert.Equal(bench.Portal.Now.AddMinutes(15), (await bench.Portal.Get<ViewPortalSession>().ExecuteAsync(key, PortalEnvironment.Productie, Xunit.TestContext.Current.CancellationToken)).EndsAt);
    }

    [Fact]
    public async Task Guard_ActivityElsewhere_TakesTheWarningAway()
    {
        await using var bench = await PortalBench.OpenAsync();
        var (guard, key) = await ShowAsync(bench);
        await bench.PassAsync(TimeSpan.FromMinutes(14));
        guard.WaitForElement(".z-remaining");

        await bench.Portal.FindActorAsync(key, byPerson: true);
        await bench.PassAsync(TimeSpan.FromSeconds(1));

        guard.WaitForAssertion(() => Assert.Empty(guard.FindAll(".z-remaining")));
    }

    [Fact]
    public async Task Guard_TwoMinutesBeforeTheEndInAll_SaysWhatToDoAndOffersNoStaying()
    {
        await using var bench = await PortalBench.OpenAsync();
        var (guard, key) = await ShowAsync(bench);
        for (var minutes = 0; minutes < 470; minutes += 10)
        {
            await bench.PassAsync(TimeSpan.FromMinutes(10));
            await bench.Portal.FindActorAsync(key, byPerson: true);
        }

        await bench.PassAsync(TimeSpan.FromMinutes(9));

        guard.WaitForAssertion(() => Assert.Contains("Sla op waar u mee bezig bent", guard.Find(".z-last-minutes").TextContent, StringComparison.Ordinal));
        Assert.Empty(guard.FindAll("button"));
    }

    [Fact]
    public async Task Guard_Over_CoversThePageAndLeavesOnceForTheStart()
    {
        await using var bench = await PortalBench.OpenAsync();
        var (guard, _) = await ShowAsync(bench);

        await bench.PassAsync(TimeSpan.FromMinutes(16));
        guard.WaitForElement(".z-cover");
        guard.WaitForAssertion(() => Assert.Equal("/portal?melding=inactief", Assert.Single(bench.Script.Invocations["leave"]).Arguments[0]));
        await PassALookAsync(bench, guard, TimeSpan.FromSeconds(10));

        Assert.Single(bench.Script.Invocations["leave"]);
    }

    [Fact]
    public async Task Guard_LoggedOutElsewhere_LeavesAndSaysSo()
    {
        await using var bench = await PortalBench.OpenAsync();
        var (guard, key) = await ShowAsync(bench);

        await bench.Portal.Get<SignOut>().ExecuteAsync(key, TestPortal.Browser.Client, Xunit.TestContext.Current.CancellationToken);
        await bench.PassAsync(TimeSpan.FromSeconds(3));

        guard.WaitForAssertion(() => Assert.Equal("/portal?melding=uitgelogd", Assert.Single(bench.Script.Invocations["leave"]).Arguments[0]));
    }

    [Fact]
    public async Task Guard_AccountBlocked_LeavesAndSaysSo()
    {
        await using var bench = await PortalBench.OpenAsync();
        var (_, key) = await ShowAsync(bench);
        var account = (await bench.Portal.FindActorAsync(key))!.AccountId;

        await bench.Portal.Get<PortalTransactions>().RunAsync(
            async (db, cancellation) =>
            {
                (await db.Accounts.SingleAsync(a => a.Id == account, cancellation)).Block(Reason.PhoneLost, bench.Portal.Now, by: null);
                return true;
            },
            Xunit.TestContext.Current.CancellationToken);
        await bench.Portal.SetStatusAsync(account, AccountStatus.Active);
        bench.Portal.Pass(TimeSpan.FromSeconds(3));

        bench.Screen.WaitForAssertion(() => Assert.Equal("/portal?melding=geen-toegang", Assert.Single(bench.Script.Invocations["leave"]).Arguments[0]));
    }

    [Fact]
    public async Task Guard_ScriptFailed_LeavesWithoutIt()
    {
        await using var bench = await PortalBench.OpenAsync();
        bench.Script.SetupVoid("watch", _ => true).SetException(new JSException("not there"));
        var key = await bench.Portal.LogInAsync(await bench.Portal.SeedAdministratorAsync());
        bench.SignIn(key);
        var guard = bench.Show<SessionGuard>();

        bench.Portal.Pass(TimeSpan.FromMinutes(16));

        guard.WaitForElement(".z-cover");
        guard.WaitForAssertion(() => Assert.EndsWith("/portal?melding=inactief", bench.Address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Guard_StayWhileTheStoreFails_GoesOnWarning()
    {
        await using var bench = await PortalBench.OpenAsync();
        var (guard, _) = await ShowAsync(bench);
        bench.Portal.Pass(TimeSpan.FromMinutes(14));
        guard.WaitForElement(".z-remaining");
        await bench.Portal.ExecuteAsync("ALTER TABLE PortalSessions RENAME TO Hidden");

        await guard.InvokeAsync(() => Button(guard, "Blijf ingelogd").Click());
        Assert.Contains("Dat is nu niet gelukt.", guard.WaitForElement("[role=alert]").TextContent, StringComparison.Ordinal);
        await bench.Portal.ExecuteAsync("ALTER TABLE Hidden RENAME TO PortalSessions");
        await guard.InvokeAsync(() => Button(guard, "Blijf ingelogd").Click());

        guard.WaitForAssertion(() => Assert.Empty(guard.FindAll(".z-remaining, [role=alert]")));
    }

    [Fact]
    public async Task UserMenu_StoreUnreadable_StandsWithoutTheNameUntilItIsThere()
    {
        await using var bench = await PortalBench.OpenAsync();
        bench.SignIn(await bench.Portal.LogInAsync(await bench.Portal.SeedAdministratorAsync()));
        await bench.Portal.ExecuteAsync("ALTER TABLE Phones RENAME TO Hidden");

        var menu = bench.Show<UserMenu>();

        menu.WaitForAssertion(() => Assert.Contains("Uitloggen", menu.Markup, StringComparison.Ordinal));
        Assert.Empty(menu.Find(".z-user").TextContent);
        await bench.UntilAsync(() => bench.Failures > 0);

        await bench.Portal.ExecuteAsync("ALTER TABLE Hidden RENAME TO Phones");
        await bench.PassAsync(TimeSpan.FromSeconds(10));
        menu.WaitForAssertion(() => Assert.Equal("Bea Jansen", menu.Find(".z-user").TextContent));
    }

    private static async Task<(IRenderedComponent<SessionGuard> Component, PortalSessionKey Key)> ShowAsync(PortalBench bench)
    {
        var key = await bench.Portal.LogInAsync(await bench.Portal.SeedAdministratorAsync());
        bench.SignIn(key);
        var guard = bench.Show<SessionGuard>();
        guard.WaitForAssertion(() => Assert.NotEmpty(bench.Script.Invocations["show"]));
        return (guard, key);
    }

    // Each look draws what it found.
    private static async Task PassALookAsync(PortalBench bench, IRenderedComponent<SessionGuard> guard, TimeSpan time)
    {
        var looks = guard.RenderCount;
        await bench.PassAsync(time);
        await bench.UntilAsync(() => guard.RenderCount > looks);
    }

    private static IElement Button(IRenderedComponent<SessionGuard> guard, string name) => guard.FindAll("button").Single(b => b.TextContent.Trim() == name);
}
