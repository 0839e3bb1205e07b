using Microsoft.Playwright;

namespace ZorgId.Tests.Browser;

/// <summary>A server that is stopped, as for a new version: open pages hear of it in time, with what becomes of what stands on them.</summary>
public sealed class ServerStopTests(Chromium chromium)
{
    [Fact]
    public async Task Server_StopsUnderLoginPopupAndForm_SaysWhatBecomesOfEachAndGoesOn()
    {
        await using var first = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(first);
        await using var login = await OpenAsync();
        await using var popup = await OpenAsync();
        await using var form = await OpenAsync();
        await registrar.LogInAsync(popup.Page);
        await registrar.LogInAsync(form.Page);
        await login.Page.GotoAsync(registrar.Origin + "/portal/inloggen");
        await login.Page.Locator(".z-qr svg").WaitForAsync();
        await RegistrationScreen.RegisterAsync(popup.Page, "Nienke", "Bakker");
        await RegistrationScreen.OpenAsync(form.Page);
        await RegistrationScreen.FillAsync(form.Page, "Joost", "Mulder");
        var shown = await ScreenQr.ReadAsync(login.Page);

        await using var second = await first.RestartAsync(async () =>
        {
            // It was said before the connection went, and nothing about a network that is gone took its place.
            foreach (var (window, words) in ((Window, string)[])
                [
                    (login, "Daarna ziet u hier een nieuwe QR-code."),
                    (popup, "De QR-code voor Nienke Bakker is dan niet meer te zien."),
                    (form, "Wat u heeft ingevuld, is nog niet opgeslagen"),
                ])
            {
                await Assertions.Expect(Screen(window)).ToHaveAttributeAsync("data-state", "stopping");
                await Assertions.Expect(Screen(window)).ToContainTextAsync("Het portaal wordt opnieuw gestart");
                await Assertions.Expect(Screen(window)).ToContainTextAsync(words);
                await window.AssertAccessibleAsync();
            }
        });

        await Assertions.Expect(login.Page.Locator(".z-dialog")).ToContainTextAsync("Dit is een nieuwe QR-code");
        Assert.NotEqual(shown.Sid, (await ScreenQr.ReadAsync(login.Page)).Sid);
        await login.AssertAccessibleAsync();

        await Assertions.Expect(RegistrarBrowser.Heading(form.Page)).ToBeVisibleAsync();
        await Assertions.Expect(Screen(form)).ToBeHiddenAsync();
        await Assertions.Expect(News(form)).ToContainTextAsync("Het registratieformulier is gesloten: de pagina is opnieuw geladen.");
        await form.AssertAccessibleAsync();
        await News(form).GetByRole(AriaRole.Button, new() { Name = "Sluiten" }).ClickAsync();
        await Assertions.Expect(News(form)).ToHaveCountAsync(0);
        Assert.Equal("{}", await KeptAsync(form));

        await Assertions.Expect(News(popup)).ToContainTextAsync("De QR-code voor Nienke Bakker is niet meer te zien");
        await popup.AssertAccessibleAsync();
        await News(popup).GetByRole(AriaRole.Button, new() { Name = "Nieuwe QR-code" }).ClickAsync();
        await popup.Page.Locator(".z-qr svg").WaitForAsync();
        await Assertions.Expect(News(popup)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Page_LoadedAgainUnderThePopup_SaysThatItsQrIsGone()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await OpenAsync();
        await registrar.LogInAsync(window.Page);
        await RegistrationScreen.RegisterAsync(window.Page, "Nienke", "Bakker");

        await window.Page.ReloadAsync();

        await Assertions.Expect(News(window)).ToContainTextAsync("De QR-code voor Nienke Bakker is niet meer te zien");
        // Read it was: not told again to who comes back later.
        await News(window).GetByRole(AriaRole.Button, new() { Name = "Sluiten" }).ClickAsync();
        await Assertions.Expect(News(window)).ToHaveCountAsync(0);
        Assert.Equal("{}", await KeptAsync(window));
    }

    private static ILocator Screen(Window window) => window.Page.Locator("#z-reconnect");

    private static ILocator News(Window window) => window.Page.Locator(".z-news");

    private static Task<string> KeptAsync(Window window) => window.Page.EvaluateAsync<string>("() => JSON.stringify({ ...sessionStorage })");

    private async Task<Window> OpenAsync()
    {
        var window = await chromium.OpenAsync();
        window.ForgiveLostServer();
        return window;
    }
}
