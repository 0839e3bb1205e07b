using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>Two tabs of one browser, and its Back and Forward: none of them leads to an error, or shows what is over.</summary>
public sealed class TabsTests(Chromium chromium)
{
    [Fact]
    public async Task Enter_InATabOlderThanALogin_LeadsToTheOverview()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await registrar.AcceptLoginAsync(window.Page);
        var other = await window.Page.Context.NewPageAsync();
        await registrar.LogInAsync(other);

        // Behind another tab, a page draws once a second.
        await window.Page.BringToFrontAsync();
        await RegistrarBrowser.Enter(window.Page).ClickAsync();

        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("U bent in deze browser al ingelogd");
        await window.AssertAccessibleAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Naar het overzicht" }).ClickAsync();
        await RegistrarBrowser.Heading(window.Page).WaitForAsync();
    }

    [Fact]
    public async Task Logout_InATabOlderThanALogin_LogsOut()
    {
        var time = new FakeTimeProvider(TestPortal.Start);
        await using var portal = await LivePortal.StartAsync(time);
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
        var other = await window.Page.Context.NewPageAsync();
        await other.GotoAsync(registrar.Overview);
        await other.GetByRole(AriaRole.Button, new() { Name = "Uitloggen" }).ClickAsync();
        await other.GetByText("Inloggen", new() { Exact = true }).WaitForAsync();
        await registrar.LogInAsync(other);

        // The clock stands still: this tab has not looked yet.
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Uitloggen" }).ClickAsync();

        await window.Page.GetByText("Inloggen", new() { Exact = true }).WaitForAsync();
        await window.Page.GotoAsync(registrar.Overview);
        await window.Page.GetByText("Inloggen", new() { Exact = true }).WaitForAsync();
    }

    [Fact]
    public async Task Back_FromTheOverview_PostsNothingAgainAndStaysInTheOverview()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await window.Page.GotoAsync($"{portal.Origin}/portal");
        await registrar.AcceptLoginAsync(window.Page);
        await RegistrarBrowser.EnterAsync(window.Page);

        // Back to the login page, which sends who is logged in on to the overview, and takes its own place there.
        await window.Page.GoBackAsync();
        await RegistrarBrowser.Heading(window.Page).WaitForAsync();
        await window.Page.GoBackAsync();
        await RegistrarBrowser.Heading(window.Page).WaitForAsync();
        await window.Page.GoForwardAsync();
        await RegistrarBrowser.Heading(window.Page).WaitForAsync();
        await window.Page.ReloadAsync();
        await RegistrarBrowser.Heading(window.Page).WaitForAsync();
    }

    [Fact]
    public async Task Enter_WhileAnotherTabCameFromAnotherSite_StillLogsIn()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await registrar.AcceptLoginAsync(window.Page);
        var other = await window.Page.Context.NewPageAsync();
        // Another site, as browsers see it.
        await other.GotoAsync(portal.Origin.Replace("localhost", "127.0.0.1", StringComparison.Ordinal) + "/portal");

        await other.EvaluateAsync("url => { location.href = url; }", portal.Origin + "/portal/inloggen");
        await ScreenQr.ReadAsync(other);

        await RegistrarBrowser.EnterAsync(window.Page);
    }

    [Fact]
    public async Task Enter_InTwoTabsThatWereLoadedAtOnce_LogsInFromEither()
    {
        var gate = new LoginGate(pages: 2);
        await using var portal = await LivePortal.StartAsync(services => services.AddSingleton<IStartupFilter>(gate));
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        var other = await window.Page.Context.NewPageAsync();

        // As a browser does that restores its tabs: both are asked for before either has its cookies.
        await Task.WhenAll(window.Page.GotoAsync(portal.Origin + "/portal/inloggen"), other.GotoAsync(portal.Origin + "/portal/inloggen"));
        foreach (var page in (IPage[])[window.Page, other])
        {
            await page.BringToFrontAsync();
            await registrar.AcceptShownAsync(page);
        }

        foreach (var page in (IPage[])[window.Page, other])
        {
            await page.BringToFrontAsync();
            await RegistrarBrowser.EnterAsync(page);
            await page.GetByRole(AriaRole.Button, new() { Name = "Uitloggen" }).ClickAsync();
            await page.GetByText("Inloggen", new() { Exact = true }).WaitForAsync();
        }
    }

    [Fact]
    public async Task Back_AfterLogout_ShowsNothingPersonal()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
        await Assertions.Expect(window.Page.Locator(".z-name").GetByText("Els Smit")).ToBeVisibleAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Uitloggen" }).ClickAsync();
        await window.Page.GetByText("Inloggen", new() { Exact = true }).WaitForAsync();

        await window.Page.GoBackAsync();

        await window.Page.GetByText("Inloggen", new() { Exact = true }).WaitForAsync();
        await Assertions.Expect(window.Page.GetByText("Els Smit")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Greeting_AfterItsMinute_OffersToLogInAgain()
    {
        var time = new FakeTimeProvider(TestPortal.Start);
        await using var portal = await LivePortal.StartAsync(time);
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await registrar.AcceptLoginAsync(window.Page, "/portal/inloggen?terug=%2Fportal%2Foverzicht%3Fpagina%3D2");

        time.Advance(TimeSpan.FromSeconds(60));

        var again = window.Page.GetByRole(AriaRole.Button, new() { Name = "Opnieuw inloggen" });
        await Assertions.Expect(again).ToBeFocusedAsync();
        await Assertions.Expect(RegistrarBrowser.Enter(window.Page)).ToHaveCountAsync(0);
        await Assertions.Expect(window.Page.GetByText("Els Smit")).ToHaveCountAsync(0);
        await window.AssertAccessibleAsync();
        // By a key: the greeting's button comes where this one stands, and takes no press of a pointer that rests there.
        await again.PressAsync("Enter");
        await registrar.AcceptShownAsync(window.Page);
        await RegistrarBrowser.EnterAsync(window.Page);
        Assert.Equal(registrar.Overview + "?pagina=2", window.Page.Url);
    }

    /// <summary>Holds the login page back until so many have been asked for.</summary>
    private sealed class LoginGate(int pages) : IStartupFilter
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _asked;

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, rest) =>
            {
                if (context.Request.Path == "/portal/inloggen")
                {
                    if (Interlocked.Increment(ref _asked) == pages)
                        _all.SetResult();
                    await _all.Task.WaitAsync(context.RequestAborted);
                }

                await rest(context);
            });
            next(app);
        };
    }
}
