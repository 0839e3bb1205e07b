using Microsoft.Playwright;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>A portal that is far away: what it has to say of the focus comes when the person types elsewhere already.</summary>
public sealed class LateFocusTests(Chromium chromium)
{
    // Either way: what the server does after an answer of the browser comes twice that late.
    private static readonly TimeSpan Far = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task Form_TypedInAtOnce_KeepsTheCaretWhereThePersonIs()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var proxy = new FaultyTcpProxy(new Uri(portal.Origin).Port);
        await using var window = await chromium.OpenAsync();
        var (page, keys) = (window.Page, window.Page.Keyboard);
        await OpenAsync(portal, proxy, page);

        // The dialog is there: its first field has the focus at once, and nothing that comes later moves it.
        await Assertions.Expect(page.GetByLabel("Voornaam")).ToBeFocusedAsync();
        await TypeAsync("Jo");
        foreach (var text in (string[])["Smit", "9-3-1985", "Assen"])
        {
            await keys.PressAsync("Tab");
            if (text == "Smit")
                await keys.PressAsync("Tab"); // past the one name
            await TypeAsync(text);
        }

        await keys.PressAsync("Enter");
        await page.Locator(".z-qr svg").WaitForAsync();
        await Assertions.Expect(page.Locator(".z-for")).ToContainTextAsync("Jo Smit");

        Task TypeAsync(string text) => keys.TypeAsync(text, new() { Delay = 40 });
    }

    [Fact]
    public async Task Fault_FoundWhenThePersonHasMovedOn_IsToldAndTakesNoCaret()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var proxy = new FaultyTcpProxy(new Uri(portal.Origin).Port);
        await using var window = await chromium.OpenAsync();
        var (page, keys) = (window.Page, window.Page.Keyboard);
        await OpenAsync(portal, proxy, page);
        await page.GetByLabel("Achternaam").FillAsync("Smit");

        await keys.PressAsync("Enter");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("9-3-");
        await page.GetByText("Vul de voornaam in.").WaitForAsync();
        // What the server asks after that has come when a later answer of its has.
        await keys.TypeAsync("1985");
        await keys.PressAsync("Tab");
        await Assertions.Expect(page.GetByLabel("Geboortedatum")).ToHaveValueAsync("09-03-1985");
        await Assertions.Expect(page.GetByLabel("Geboorteplaats")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByLabel("Voornaam")).ToHaveValueAsync("");

        // Who waits is led to the first fault.
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Voornaam")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Organisation_ChosenByKeys_LetsThePersonGoOnAtOnce()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var proxy = new FaultyTcpProxy(new Uri(portal.Origin).Port);
        await portal.InviteAsync(RegistrarBrowser.Els with { OrganisationName = "Praktijk Zuid", Ura = "07654321" });
        await using var window = await chromium.OpenAsync();
        var (page, keys) = (window.Page, window.Page.Keyboard);
        await OpenAsync(portal, proxy, page);

        await Assertions.Expect(page.GetByLabel("Organisatie")).ToBeFocusedAsync();
        // By a click: the keys of a list are heard once the server has asked for them.
        await page.GetByLabel("Organisatie").ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "Praktijk Zuid" }).WaitForAsync();
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("Jo", new() { Delay = 200 });
        await Assertions.Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await keys.TypeAsync("landa", new() { Delay = 200 });
        await Assertions.Expect(page.GetByLabel("Voornaam")).ToHaveValueAsync("Jolanda");
        await Assertions.Expect(page.GetByLabel("Organisatie")).Not.ToHaveValueAsync("");
    }

    /// <summary>The form, as it comes over the long way.</summary>
    private static async Task OpenAsync(LivePortal portal, FaultyTcpProxy proxy, IPage page)
    {
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        portal.Get<PortalOrigins>().Set(PortalEnvironment.Productie, $"http://localhost:{proxy.Port}");
        registrar.Origin = $"http://localhost:{proxy.Port}";
        await registrar.LogInAsync(page);
        proxy.Delay = Far;
        await RegistrationScreen.OpenAsync(page);
        await page.GetByLabel("Voornaam").WaitForAsync();
    }
}
