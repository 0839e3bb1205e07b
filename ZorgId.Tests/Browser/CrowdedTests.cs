using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ZorgId.Tests.Support;
using ZorgId.Web.Platform.Circuits;

namespace ZorgId.Tests.Browser;

/// <summary>More pages without a login than may be open from one network.</summary>
public sealed class CrowdedTests(Chromium chromium)
{
    private const string Login = "/portal/inloggen";

    [Fact]
    public async Task Page_WithoutRoom_SaysSo_AndComesByItselfOnceThereIs()
    {
        await using var portal = await LivePortal.StartAsync(OneAtATime);
        await using var first = await chromium.OpenAsync();
        await using var second = await chromium.OpenAsync();
        await first.Page.GotoAsync(portal.Origin + Login);
        await first.Page.Locator(".z-qr svg").WaitForAsync();

        await second.Page.GotoAsync(portal.Origin + Login);
        await second.Page.GetByRole(AriaRole.Heading, new() { Name = "Het is te druk" }).WaitForAsync();
        await second.AssertAccessibleAsync();
        second.Forgive("503");

        // Who leaves a page tells so.
        await first.Page.GotoAsync(portal.Origin + "/portal");
        await second.Page.Locator(".z-qr svg").WaitForAsync();
    }

    [Fact]
    public async Task Page_WithoutItsConnection_HasItsPlace_AndComesBackToIt()
    {
        await using var portal = await LivePortal.StartAsync(OneAtATime);
        await using var proxy = new FaultyTcpProxy(new Uri(portal.Origin).Port);
        await using var window = await OpenLoginAsync(portal, proxy);
        await window.MarkAsync();

        proxy.Disconnect();
        await Screen(window).WaitForAsync();
        Assert.False(HasRoom(portal));
        proxy.Reconnect();

        await Assertions.Expect(Screen(window)).ToBeHiddenAsync();
        await window.AssertSameAsync();
        Assert.False(HasRoom(portal));
    }

    [Fact]
    public async Task Page_ThatDoesNotComeBack_GivesItsPlaceUp()
    {
        await using var portal = await LivePortal.StartAsync(services =>
        {
            OneAtATime(services);
            services.Configure<CircuitOptions>(options => options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromSeconds(1));
        });
        await using var proxy = new FaultyTcpProxy(new Uri(portal.Origin).Port);
        await using var window = await OpenLoginAsync(portal, proxy);
        Assert.False(HasRoom(portal));

        proxy.Disconnect();

        await Until.IsAsync(() => Task.FromResult(HasRoom(portal)), () => "The place is still taken.");
    }

    private async Task<Window> OpenLoginAsync(LivePortal portal, FaultyTcpProxy proxy)
    {
        var origin = $"http://localhost:{proxy.Port}";
        portal.Get<PortalOrigins>().Set(PortalEnvironment.Productie, origin);
        var window = await chromium.OpenAsync();
        window.ForgiveLostServer();
        await window.Page.GotoAsync(origin + Login);
        await window.Page.Locator(".z-qr svg").WaitForAsync();
        return window;
    }

    private static bool HasRoom(LivePortal portal) => portal.Get<AnonymousCircuits>().HasRoom(ClientNetwork.Parse("127.0.0.1"));

    private static ILocator Screen(Window window) => window.Page.Locator("#z-reconnect");

    private static void OneAtATime(IServiceCollection services) => services.Configure<RequestLimits>(limits => limits.CircuitsPerAddress = 1);
}
