using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using ZorgId.Core.Changes;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>A network that goes away, a server that is started anew, a laptop that sleeps: our own screen, and on from there.</summary>
public sealed class ReconnectTests(Chromium chromium)
{
    [Fact]
    public async Task Network_AwayAndBack_SaysSoAndGoesOnWithWhatWasTyped()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var proxy = new FaultyTcpProxy(new Uri(portal.Origin).Port);
        var registrar = await WiredAsync(portal, proxy);
        await using var window = await OpenAsync();
        await registrar.LogInAsync(window.Page);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Registreren" }).ClickAsync();
        await window.Page.GetByLabel("Voornaam").FillAsync("Nienke");

        proxy.Disconnect();
        await Screen(window).GetByText("De verbinding is even weg").WaitForAsync();
        await window.AssertAccessibleAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Screen(window)).ToBeVisibleAsync();

        proxy.Reconnect();
        await Assertions.Expect(Screen(window)).ToBeHiddenAsync();
        await Assertions.Expect(window.Page.GetByLabel("Voornaam")).ToHaveValueAsync("Nienke");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Opslaan" }).ClickAsync();
        await window.Page.GetByText("Vul de achternaam in.").WaitForAsync();
    }

    [Fact]
    public async Task Network_AwayForLong_OffersToTryAgainAndThatHelps()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var proxy = new FaultyTcpProxy(new Uri(portal.Origin).Port);
        var registrar = await WiredAsync(portal, proxy);
        await using var window = await OpenAsync();
        await window.Page.Clock.InstallAsync();
        await registrar.LogInAsync(window.Page);

        proxy.Disconnect();
        var again = Screen(window).GetByRole(AriaRole.Button, new() { Name = "Opnieuw proberen" });
        await Until.IsAsync(
            async () =>
            {
                await window.Page.Clock.RunForAsync("00:30");
                return await again.IsVisibleAsync();
            },
            () => "The page never gives up.",
            TimeSpan.Zero);
        await Assertions.Expect(again).ToBeFocusedAsync();
        await Assertions.Expect(Screen(window)).ToContainTextAsync("Controleer uw netwerk");
        await window.AssertAccessibleAsync();
        await again.ClickAsync();
        await Assertions.Expect(again).ToBeVisibleAsync();

        proxy.Reconnect();
        await again.ClickAsync();

        await Assertions.Expect(Screen(window)).ToBeHiddenAsync();
        // So ends Blazor's own attempt, where it waited meanwhile and finds nothing left to do.
        await window.Page.EvaluateAsync("""
            () => document.getElementById('components-reconnect-modal')
                .dispatchEvent(new CustomEvent('components-reconnect-state-changed', { detail: { state: 'failed' } }))
            """);
        await Assertions.Expect(Screen(window)).ToBeHiddenAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Registreren" }).ClickAsync();
        await window.Page.GetByLabel("Voornaam").WaitForAsync();
    }

    [Fact]
    public async Task Server_StartedAnew_ReloadsTheSamePageStillLoggedIn()
    {
        await using var first = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(first);
        await using var window = await OpenAsync();
        await registrar.LogInAsync(window.Page);
        await window.Page.GotoAsync(registrar.Overview + "?pagina=2");
        await RegistrarBrowser.GuardedAsync(window.Page);
        await window.MarkAsync();

        await using var second = await first.RestartAsync(() => Screen(window).GetByText("Het portaal wordt opnieuw gestart").WaitForAsync());

        await window.AssertReloadedAsync();
        await RegistrarBrowser.Heading(window.Page).WaitForAsync();
        Assert.Equal(registrar.Overview + "?pagina=2", window.Page.Url);
    }

    [Fact]
    public async Task Laptop_SleptPastTheEnd_LandsOnTheStartAndSaysWhy()
    {
        var time = new FakeTimeProvider(TestPortal.Start);
        await using var portal = await LivePortal.StartAsync(time);
        await using var proxy = new FaultyTcpProxy(new Uri(portal.Origin).Port);
        var registrar = await WiredAsync(portal, proxy);
        await using var window = await OpenAsync();
        await registrar.LogInAsync(window.Page);

        proxy.Disconnect();
        await Screen(window).GetByText("De verbinding is even weg").WaitForAsync();
        time.Jump(TimeSpan.FromHours(1));
        proxy.Reconnect();
        // The server gives up telling a page that is away, and tells it at the next look.
        await TickUntilAsync(time, window.Page.GetByText("omdat u een tijd niets heeft gedaan"));

        await Assertions.Expect(window.Page.GetByText("Els Smit")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Laptop_SleptPastTheEndAndTheCircuit_LandsOnTheStartAndSaysWhy()
    {
        var time = new FakeTimeProvider(TestPortal.Start);
        await using var first = await LivePortal.StartAsync(time);
        var registrar = await RegistrarBrowser.OpenAsync(first);
        await using var window = await OpenAsync();
        await registrar.LogInAsync(window.Page);

        await using var second = await first.RestartAsync(() =>
        {
            time.Jump(TimeSpan.FromHours(1));
            return Screen(window).WaitForAsync();
        });

        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("omdat u een tijd niets heeft gedaan");
        Assert.EndsWith("terug=%2Fportal%2Foverzicht", window.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Laptop_WithoutNetworkPastTheEnd_CoversThePage()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var proxy = new FaultyTcpProxy(new Uri(portal.Origin).Port);
        var registrar = await WiredAsync(portal, proxy);
        await using var window = await OpenAsync();
        await window.Page.Clock.InstallAsync();
        await registrar.LogInAsync(window.Page);

        proxy.Disconnect();
        await Screen(window).WaitForAsync();
        await Assertions.Expect(window.Page.Locator(".z-name").First).ToBeVisibleAsync();
        await window.Page.Clock.FastForwardAsync("16:00");

        await Assertions.Expect(window.Page.Locator(".z-name").First).ToBeHiddenAsync();
        await Assertions.Expect(Screen(window)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Clock_SetToAnotherTime_CoversThePageOnlyWhereNobodyCanBeAsked()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var proxy = new FaultyTcpProxy(new Uri(portal.Origin).Port);
        var registrar = await WiredAsync(portal, proxy);
        await using var window = await OpenAsync();
        await window.Page.Clock.InstallAsync();
        await registrar.LogInAsync(window.Page);
        var name = window.Page.Locator(".z-name").First;
        await name.WaitForAsync();
        foreach (var year in (int[])[2001, 2050, 2099])
        {
            await window.Page.Clock.SetSystemTimeAsync(new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            Assert.False(await window.Page.EvaluateAsync<bool>("() => { document.dispatchEvent(new Event('visibilitychange')); return document.body.matches('.z-over'); }"));
            await Assertions.Expect(name).ToBeVisibleAsync();
        }

        // As after a sleep without a network: it may be over.
        proxy.Disconnect();
        await Screen(window).WaitForAsync();
        await window.Page.Clock.SetSystemTimeAsync(new DateTime(2150, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await window.Page.EvaluateAsync("() => { document.dispatchEvent(new Event('visibilitychange')); }");
        await window.Page.Clock.RunForAsync("00:03");
        await Assertions.Expect(name).ToBeHiddenAsync();

        proxy.Reconnect();
        await Assertions.Expect(name).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Network_ThatSwallowsEverything_IsNotWaitedForWithoutEnd()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var proxy = new FaultyTcpProxy(new Uri(portal.Origin).Port);
        var registrar = await WiredAsync(portal, proxy);
        await using var window = await OpenAsync();
        await window.Page.Clock.InstallAsync();
        await registrar.LogInAsync(window.Page);
        await window.Page.RouteAsync("**/_blazor/**", _ => Task.CompletedTask);

        proxy.Disconnect();
        await Screen(window).WaitForAsync();
        await window.Page.Clock.RunForAsync("01:01");

        var again = Screen(window).GetByRole(AriaRole.Button, new() { Name = "Opnieuw proberen" });
        await Assertions.Expect(again).ToBeFocusedAsync();
        await again.ClickAsync();
        await window.Page.Clock.RunForAsync("00:21");
        await Assertions.Expect(again).ToBeVisibleAsync();
        // Its pages come, and only the connection is held back: the new page says what it is.
        await window.MarkAsync();
        proxy.Reconnect();
        await again.ClickAsync();
        await window.Page.Clock.RunForAsync("00:21");
        await window.AssertReloadedAsync();
    }

    [Fact]
    public async Task Circuit_ThatFailsOnTheServer_SaysSoAndComesBackByAReload()
    {
        var events = new BreakableEvents();
        await using var portal = await LivePortal.StartAsync(services => services.AddSingleton<IChangeNotifier>(provider => events.Over(provider.GetRequiredService<InProcessNotifier>())));
        await using var window = await OpenAsync();
        events.IsBroken = true;
        await window.Page.GotoAsync(portal.Origin + "/portal/inloggen");

        var reload = Screen(window).GetByRole(AriaRole.Button, new() { Name = "Pagina opnieuw laden" });
        await Assertions.Expect(reload).ToBeFocusedAsync();
        await Assertions.Expect(Screen(window)).ToContainTextAsync("De pagina werkt niet meer");
        await window.AssertAccessibleAsync();

        events.IsBroken = false;
        await reload.ClickAsync();
        await ScreenQr.ReadAsync(window.Page);
    }

    /// <summary>The portal's address, for the browser, is this side of the proxy.</summary>
    private static async Task<RegistrarBrowser> WiredAsync(LivePortal portal, FaultyTcpProxy proxy)
    {
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        registrar.Origin = $"http://localhost:{proxy.Port}";
        portal.Services.GetRequiredService<PortalOrigins>().Set(PortalEnvironment.Productie, registrar.Origin);
        return registrar;
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

    /// <summary>The program's own events, which nobody can listen to while they are broken.</summary>
    private sealed class BreakableEvents : IChangeNotifier
    {
        private IChangeNotifier _real = null!;

        public volatile bool IsBroken;

        public BreakableEvents Over(IChangeNotifier real)
        {
            _real = real;
            return this;
        }

        public void Publish(params ReadOnlySpan<Topic> topics) => _real.Publish(topics);

        public IChangeSubscription Subscribe(params ReadOnlySpan<Topic> topics) =>
            IsBroken ? throw new InvalidOperationException("Broken, as the test wants it.") : _real.Subscribe(topics);
    }
}
