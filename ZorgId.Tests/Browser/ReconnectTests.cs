using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using ZorgId.Core;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>A network that goes away, a server that is started anew, a laptop that sleeps: our own screen, and on from there.</summary>
public sealed class ReconnectTests(Chromium chromium)
{
    [Fact]
    public async Task Network_AwayAndBack_SaysSoAndGoesOnWithWhatWasTyped()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var cable = new Cable(new Uri(portal.Origin).Port);
        var desk = await WiredAsync(portal, cable);
        await using var window = await OpenAsync();
        await desk.LogInAsync(window.Page);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Registreren" }).ClickAsync();
        await window.Page.GetByLabel("Voornaam").FillAsync("Nienke");

        cable.PullOut();
        await Screen(window).GetByText("De verbinding is even weg").WaitForAsync();
        await window.AssertAccessibleAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Screen(window)).ToBeVisibleAsync();

        cable.PlugIn();
        await Assertions.Expect(Screen(window)).ToBeHiddenAsync();
        await Assertions.Expect(window.Page.GetByLabel("Voornaam")).ToHaveValueAsync("Nienke");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Opslaan" }).ClickAsync();
        await window.Page.GetByText("Vul de achternaam in.").WaitForAsync();
    }

    [Fact]
    public async Task Network_AwayForLong_OffersToTryAgainAndThatHelps()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var cable = new Cable(new Uri(portal.Origin).Port);
        var desk = await WiredAsync(portal, cable);
        await using var window = await OpenAsync();
        await window.Page.Clock.InstallAsync();
        await desk.LogInAsync(window.Page);

        cable.PullOut();
        var again = Screen(window).GetByRole(AriaRole.Button, new() { Name = "Opnieuw proberen" });
        while (!await again.IsVisibleAsync())
            await window.Page.Clock.RunForAsync("00:30");
        await Assertions.Expect(again).ToBeFocusedAsync();
        await Assertions.Expect(Screen(window)).ToContainTextAsync("Controleer uw netwerk");
        await window.AssertAccessibleAsync();
        await again.ClickAsync();
        await Assertions.Expect(again).ToBeVisibleAsync();

        cable.PlugIn();
        await again.ClickAsync();

        await Assertions.Expect(Screen(window)).ToBeHiddenAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Registreren" }).ClickAsync();
        await window.Page.GetByLabel("Voornaam").WaitForAsync();
    }

    [Fact]
    public async Task Server_StartedAnew_ReloadsTheSamePageStillLoggedIn()
    {
        await using var first = await LivePortal.StartAsync();
        var desk = await Desk.OpenAsync(first);
        await using var window = await OpenAsync();
        await desk.LogInAsync(window.Page);
        await window.Page.GotoAsync(desk.Overview + "?pagina=2");
        await Desk.GuardedAsync(window.Page);
        await window.MarkAsync();

        await using var second = await first.RestartAsync(() => Screen(window).GetByText("Het portaal wordt opnieuw gestart").WaitForAsync());

        await window.AssertReloadedAsync();
        await Desk.Heading(window.Page).WaitForAsync();
        Assert.Equal(desk.Overview + "?pagina=2", window.Page.Url);
    }

    [Fact]
    public async Task Laptop_SleptPastTheEnd_LandsOnTheStartAndSaysWhy()
    {
        var time = new FakeTimeProvider(TestPortal.Start);
        await using var portal = await LivePortal.StartAsync(time);
        await using var cable = new Cable(new Uri(portal.Origin).Port);
        var desk = await WiredAsync(portal, cable);
        await using var window = await OpenAsync();
        await desk.LogInAsync(window.Page);

        cable.PullOut();
        await Screen(window).GetByText("De verbinding is even weg").WaitForAsync();
        time.Leap(TimeSpan.FromHours(1));
        cable.PlugIn();
        // The server gives up telling a page that is away, and tells it at the next look.
        await TickUntilAsync(time, window.Page.GetByText("omdat u een tijd niets heeft gedaan"));

        await Assertions.Expect(window.Page.GetByText("Els Smit")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Laptop_SleptPastTheEndAndTheCircuit_LandsOnTheStartAndSaysWhy()
    {
        var time = new FakeTimeProvider(TestPortal.Start);
        await using var first = await LivePortal.StartAsync(time);
        var desk = await Desk.OpenAsync(first);
        await using var window = await OpenAsync();
        await desk.LogInAsync(window.Page);

        await using var second = await first.RestartAsync(() =>
        {
            time.Leap(TimeSpan.FromHours(1));
            return Screen(window).WaitForAsync();
        });

        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("omdat u een tijd niets heeft gedaan");
        Assert.EndsWith("terug=%2Fportal%2Foverzicht", window.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Laptop_WithoutNetworkPastTheEnd_CoversThePage()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var cable = new Cable(new Uri(portal.Origin).Port);
        var desk = await WiredAsync(portal, cable);
        await using var window = await OpenAsync();
        await window.Page.Clock.InstallAsync();
        await desk.LogInAsync(window.Page);

        cable.PullOut();
        await Screen(window).WaitForAsync();
        await Assertions.Expect(window.Page.Locator(".z-name").First).ToBeVisibleAsync();
        await window.Page.Clock.FastForwardAsync("16:00");

        await Assertions.Expect(window.Page.Locator(".z-name").First).ToBeHiddenAsync();
        await Assertions.Expect(Screen(window)).ToBeVisibleAsync();
    }

    /// <summary>The portal's address, for the browser, is this side of the cable.</summary>
    private static async Task<Desk> WiredAsync(LivePortal portal, Cable cable)
    {
        var desk = await Desk.OpenAsync(portal);
        desk.Origin = $"http://localhost:{cable.Port}";
        portal.Services.GetRequiredService<PortalOrigins>().Set(PortalEnvironment.Productie, desk.Origin);
        return desk;
    }

    private static ILocator Screen(Window window) => window.Page.Locator("#z-reconnect");

    private static Task TickUntilAsync(FakeTimeProvider time, ILocator shown) => Until.IsAsync(
        async () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return await shown.IsVisibleAsync();
        },
        () => "It is not shown, however late it is.");

    private async Task<Window> OpenAsync()
    {
        var window = await chromium.OpenAsync();
        window.ForgiveLostServer();
        return window;
    }
}
