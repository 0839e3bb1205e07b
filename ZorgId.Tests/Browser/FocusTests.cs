using Microsoft.Playwright;
using ZorgId.Core.Accounts;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>Where the focus is when what had it goes away. It never falls to the body of the page.</summary>
public sealed class FocusTests(Chromium chromium)
{
    [Fact]
    public async Task Overview_WhatWasPressedGoes_FocusStaysWhereTheReaderNeedsIt()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        for (var i = 0; i < 25; i++)
            await registrar.RegisterAsync($"Gebruiker {(char)('A' + i)}", "van der Meer");
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
        var (page, keys) = (window.Page, window.Page.Keyboard);

        await Button(page, "Bladzijde 2").FocusAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#aantal")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#aantal")).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator("#aantal")).ToHaveTextAsync("26–26 van 26");

        await Button(page, "Naam").FocusAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#aantal")).ToHaveTextAsync("1–25 van 26");
        await Assertions.Expect(Button(page, "Naam")).ToBeFocusedAsync();
        await Button(page, "Wacht op activatie").FocusAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#aantal")).ToHaveTextAsync("25 gebruikers");
        await Assertions.Expect(Button(page, "Wacht op activatie")).ToBeFocusedAsync();

        await page.GetByLabel("Zoeken").FillAsync("niemand");
        await page.GetByText("Niemand met de status Wacht op activatie gevonden met deze zoekopdracht.").WaitForAsync();
        await Button(page, "Toon alle gebruikers").FocusAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Zoeken")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Dialogs_OpenedAndClosed_TakeTheFocusAndGiveItBackToTheirOpener()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await registrar.RegisterAsync("Jan", "Jansen", new BirthDate(1980, 2, 1));
        await registrar.RegisterAsync("Jan", "Jansen", new BirthDate(1990, 12, 31));
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
        var (page, keys) = (window.Page, window.Page.Keyboard);

        // Namesakes are told apart by what a screen reader says of their buttons.
        var opener = Button(page, "Nieuwe QR-code voor Jan Jansen, geboren op 31-12-1990");
        await opener.FocusAsync();
        await keys.PressAsync("Enter");
        await page.Locator(".z-qr svg").WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Heading, new() { Level = 2 })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeFocusedAsync();
        // Round and round inside, whichever way: the page below is out of reach.
        foreach (var key in (string[])["Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab"])
        {
            await keys.PressAsync(key);
            Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement.matches('[role=dialog] button')"), key);
        }

        await Button(page, "Ik kan niet scannen").FocusAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[tabindex]:has(> .z-typed-code)")).ToBeFocusedAsync();

        await Button(page, "Sluiten").FocusAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(Button(page, "Toch sluiten")).ToBeVisibleAsync();
        await Button(page, "Toch sluiten").FocusAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(opener).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Dialog_InABrowserWithoutCheckVisibility_TakesTheFocusAndGivesItBack()
    {
        const string html = """<!doctype html><html lang="nl"><title>Pagina</title><main><button id="opener">Open</button></main><script type="module" src="/focus.js"></script></html>""";
        await using var window = await chromium.OpenAsync();
        var page = window.Page;
        await page.AddInitScriptAsync("delete Element.prototype.checkVisibility; delete Array.prototype.findLast;");
        await page.RouteAsync("http://localhost/**", route => route.FulfillAsync(route.Request.Url.EndsWith(".js", StringComparison.Ordinal)
            ? new() { ContentType = "text/javascript", Path = Path.Combine(Source.Web, "wwwroot", "focus.js") }
            : new() { ContentType = "text/html", Body = html }));
        await page.GotoAsync("http://localhost/pagina");
        await Button(page, "Open").ClickAsync();

        await page.EvaluateAsync("() => document.body.insertAdjacentHTML('beforeend', '<div role=dialog tabindex=-1><button style=\"visibility: hidden\" data-focus>Weg</button><button data-focus>Sluiten</button></div>')");
        await Assertions.Expect(Button(page, "Sluiten")).ToBeFocusedAsync();

        await page.EvaluateAsync("() => document.querySelector('[role=dialog]').remove()");
        await Assertions.Expect(Button(page, "Open")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Form_Closed_ReturnsToItsButtonAndSaysWhatIsRequired()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
        var (page, keys) = (window.Page, window.Page.Keyboard);

        await Button(page, "Registreren").FocusAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Voornaam")).ToBeFocusedAsync();
        foreach (var name in (string[])["Organisatie", "Voornaam", "Achternaam", "Geboortedatum", "Geboorteplaats"])
            await Assertions.Expect(page.GetByLabel(name)).ToHaveAttributeAsync("aria-required", "true");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Gebruiker registreren", Level = 2 })).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(Button(page, "Registreren")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Login_Refused_FocusGoesToTheWayOn()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await window.Page.GotoAsync($"{portal.Origin}/portal/inloggen");
        var qr = await ScreenQr.ReadAsync(window.Page);
        await Button(window.Page, "Ik kan niet scannen").FocusAsync();

        var nonce = await portal.MustClaimAsync(registrar.Phone, qr);
        await window.Page.Locator(".z-digits").WaitForAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Dialog)).ToBeFocusedAsync();
        Assert.Answered(await portal.RefuseAsync(registrar.Phone, qr, nonce));
        await Assertions.Expect(Button(window.Page, "Nieuwe QR-code")).ToBeFocusedAsync();

        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.Locator(".z-qr svg").WaitForAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Dialog)).ToBeFocusedAsync();
        await registrar.AcceptShownAsync(window.Page);
        await Assertions.Expect(RegistrarBrowser.Enter(window.Page)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task News_AnsweredOrClosed_FocusStaysNearIt()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
        var (page, keys) = (window.Page, window.Page.Keyboard);
        await RegistrationScreen.RegisterAsync(page, "Nienke", "de Boer");
        await portal.AcceptAsync(new TestPhone(), await ScreenQr.ReadAsync(page));

        await Button(page, "Niet deze telefoon? Intrekken").FocusAsync();
        await keys.PressAsync("Enter");
        await page.Locator(".z-news button:focus").Filter(new() { HasNotText = "Niet deze telefoon" }).WaitForAsync();

        await Button(page, "Sluiten").FocusAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".z-news")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByLabel("Zoeken")).ToBeFocusedAsync();
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
