using Microsoft.Playwright;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>The database is away while someone works: each thing they choose says so, and nothing of theirs is lost when it is back.</summary>
public sealed class DatabaseUnavailableScreenTests(Chromium chromium)
{
    private const string Away = "ALTER TABLE PortalSessions RENAME TO Hidden";
    private const string Back = "ALTER TABLE Hidden RENAME TO PortalSessions";

    [Fact]
    public async Task Database_AwayAndBack_IsToldByWhatIsChosenAndLosesNothing()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await registrar.RegisterAsync("Anna", "van der Berg");
        await using var window = await OpenAsync();
        var page = window.Page;
        await registrar.LogInAsync(page);
        await RegistrarBrowser.Row(page, "Anna van der Berg").WaitForAsync();
        await window.MarkAsync();
        await portal.ExecuteAsync(Away);

        await RegistrarBrowser.Row(page, "Anna van der Berg").GetByRole(AriaRole.Button).ClickAsync();
        await page.GetByText("Het is nu niet gelukt om een nieuwe QR-code te maken.").WaitForAsync();
        await window.AssertAccessibleAsync();
        await CloseAsync(page);
        await RegistrationScreen.OpenAsync(page);
        await page.GetByText("Registreren lukt nu niet.").WaitForAsync();
        await CloseAsync(page);

        await portal.ExecuteAsync(Back);
        await RegistrationScreen.OpenAsync(page);
        await RegistrationScreen.FillAsync(page, "Nienke", "Bakker");
        await portal.ExecuteAsync(Away);
        await RegistrationScreen.Save(page).ClickAsync();
        await page.GetByText("Opslaan is niet gelukt.").WaitForAsync();
        await Assertions.Expect(page.GetByLabel("Achternaam")).ToHaveValueAsync("Bakker");
        await portal.ExecuteAsync(Back);
        await RegistrationScreen.Save(page).ClickAsync();
        await page.Locator(".z-qr svg").WaitForAsync();
        await EnrollmentScreen.CloseUnscannedAsync(page);

        await portal.ExecuteAsync(Away);
        await page.GetByLabel("Zoeken").FillAsync("berg");
        await page.GetByText("Het overzicht kan nu niet worden geladen.").WaitForAsync();
        await window.AssertAccessibleAsync();
        await portal.ExecuteAsync(Back);
        await page.GetByRole(AriaRole.Button, new() { Name = "Opnieuw proberen" }).ClickAsync();
        await Assertions.Expect(page.Locator(".z-name")).ToHaveTextAsync(["Anna van der Berg"]);
        await Assertions.Expect(page.GetByLabel("Zoeken")).ToHaveValueAsync("berg");

        // One circuit all the while.
        await window.AssertSameAsync();
    }

    [Fact]
    public async Task Database_AwayWhileAPageIsLoaded_ComesByItselfOnceItIsBack()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await OpenAsync();
        await registrar.LogInAsync(window.Page);
        await portal.ExecuteAsync(Away);

        await window.Page.GotoAsync(registrar.Overview + "?pagina=2");
        await window.Page.GetByRole(AriaRole.Heading, new() { Name = "Het portaal kan even niet verder" }).WaitForAsync();
        await window.AssertAccessibleAsync();
        await portal.ExecuteAsync(Back);

        await RegistrarBrowser.Heading(window.Page).WaitForAsync();
        Assert.Equal(registrar.Overview + "?pagina=2", window.Page.Url);
    }

    [Fact]
    public async Task Database_AwayWhenInloggenIsChosen_SaysSoAndLogsInLater()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await OpenAsync();
        await registrar.AcceptLoginAsync(window.Page);
        await portal.ExecuteAsync("ALTER TABLE QrSessions RENAME TO Hidden");

        await RegistrarBrowser.Enter(window.Page).ClickAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Inloggen is nu niet gelukt");
        await window.AssertAccessibleAsync();

        await portal.ExecuteAsync("ALTER TABLE Hidden RENAME TO QrSessions");
        await registrar.LogInAsync(window.Page);
    }

    private static async Task CloseAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Sluiten" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    // The browser writes about an answer of 503.
    private async Task<Window> OpenAsync()
    {
        var window = await chromium.OpenAsync();
        window.Forgive("503 (Service Unavailable)");
        return window;
    }
}
