using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using ZorgId.Core.Audit;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>Keys, focus and haste in the registration form.</summary>
public sealed class RegistrationScreenTests(Chromium chromium)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Form_OneOrganisation_IsChosenAndTheFirstNameHasTheFocus()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var window = await chromium.OpenAsync();
        await OpenFormAsync(await RegistrarBrowser.OpenAsync(portal), window);

        await Assertions.Expect(window.Page.GetByLabel("Voornaam")).ToBeFocusedAsync();
        await Assertions.Expect(window.Page.GetByLabel("Organisatie")).ToHaveValueAsync("Praktijk Noord");
    }

    [Fact]
    public async Task Form_TwoOrganisations_AsksForOneFirstAndIsFilledByKeysAlone()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await portal.InviteAsync(RegistrarBrowser.Els with { OrganisationName = "Praktijk Zuid", Ura = "07654321" });
        await using var window = await chromium.OpenAsync();
        await OpenFormAsync(registrar, window);
        var (page, keys) = (window.Page, window.Page.Keyboard);

        await Assertions.Expect(page.GetByLabel("Organisatie")).ToBeFocusedAsync();
        await RegistrationScreen.WaitForListKeysAsync(page);
        await keys.PressAsync("Enter");
        await page.GetByRole(AriaRole.Option, new() { Name = "Praktijk Zuid" }).WaitForAsync();
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await keys.PressAsync("Tab");
        await Assertions.Expect(page.GetByLabel("Voornaam")).ToBeFocusedAsync();
        await keys.PressAsync("Tab"); // past the one name
        await keys.PressAsync("Space");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("Suharto");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("xx xx 1970");
        await keys.PressAsync("Tab");
        await Assertions.Expect(page.GetByLabel("Geboortedatum")).ToHaveValueAsync("00-00-1970");
        await keys.TypeAsync("Malang");
        await keys.PressAsync("Enter");

        await page.Locator(".z-qr svg").WaitForAsync();
        await Assertions.Expect(page.GetByText("Voor Suharto", new() { Exact = true })).ToBeVisibleAsync();
        await EnrollmentScreen.CloseUnscannedAsync(page);
        await Assertions.Expect(RegistrarBrowser.Row(page, "Suharto")).ToContainTextAsync("Praktijk Zuid");
    }

    [Fact]
    public async Task Form_Faults_StandBesideTheirFieldsTheFirstHasTheFocusAndNothingIsLost()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var window = await chromium.OpenAsync();
        await OpenFormAsync(await RegistrarBrowser.OpenAsync(portal), window);
        var page = window.Page;
        await RegistrationScreen.FillAsync(page, "Nienke", new string('x', 201), "31-2-1991", "Groningen");
        await page.GetByLabel("Geboorteplaats").PressAsync("Enter");

        await Assertions.Expect(page.GetByLabel("Achternaam")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByLabel("Achternaam")).ToHaveAccessibleDescriptionAsync("Gebruik niet meer dan 200 tekens.");
        await Assertions.Expect(page.GetByText("Dit is geen datum.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Geboortedatum")).ToHaveValueAsync("31-2-1991");
        await Assertions.Expect(page.GetByLabel("Voornaam")).ToHaveValueAsync("Nienke");
        await window.AssertAccessibleAsync();

        foreach (var (typed, sentence) in ((string, string)[])[("1-1-2990", "Deze datum ligt in de toekomst."), ("1-1-1850", "ouder dan 120 jaar")])
        {
            await page.GetByLabel("Achternaam").FillAsync("Bøgh-d'Ør");
            await page.GetByLabel("Geboortedatum").FillAsync(typed);
            await page.GetByLabel("Geboortedatum").PressAsync("Enter");
            await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(sentence);
            await Assertions.Expect(page.GetByLabel("Geboortedatum")).ToBeFocusedAsync();
        }

        await page.GetByLabel("Geboortedatum").FillAsync("9 maart 1985");
        await page.GetByLabel("Geboortedatum").PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Voor Nienke Bøgh-d'Ør", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Form_SavedTwiceInHaste_RegistersOnce(bool byKey)
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await OpenFormAsync(registrar, window);
        await RegistrationScreen.FillAsync(window.Page, "Nienke", "de Boer");

        if (byKey)
            await Task.WhenAll(window.Page.Keyboard.PressAsync("Enter"), window.Page.Keyboard.PressAsync("Enter"));
        else
            await RegistrationScreen.Save(window.Page).DblClickAsync();

        await window.Page.Locator(".z-qr svg").WaitForAsync();
        Assert.Equal(1, await CountAsync(portal, AuditAction.UserRegistered));
        Assert.Equal(0, await CountAsync(portal, AuditAction.RegistrationRefused));
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Form_SamePersonAgain_IsRefusedAndLeadsToTheRow()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await registrar.RegisterAsync("Anna", "van der Berg");
        await using var window = await chromium.OpenAsync();
        await OpenFormAsync(registrar, window);
        await RegistrationScreen.FillAsync(window.Page, "ANNA", "Van der berg", "17/5/1990", "S Hertogenbosch");
        await RegistrationScreen.Save(window.Page).ClickAsync();

        await window.Page.GetByText("Deze persoon is al geregistreerd.").WaitForAsync();
        await window.AssertAccessibleAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Toon Anna van der Berg in het overzicht" }).ClickAsync();

        await Assertions.Expect(window.Page.Locator("td.z-name")).ToHaveTextAsync(["Anna van der Berg"]);
        Assert.Equal(1, await CountAsync(portal, AuditAction.RegistrationRefused));
    }

    [Fact]
    public async Task Form_SamePersonElsewhere_IsOneSentenceThatTellsNothing()
    {
        await using var portal = await LivePortal.StartAsync();
        var elsewhere = await RegistrarBrowser.OpenAsync(portal, RegistrarBrowser.Omar with { OrganisationName = "Praktijk Zuid", Ura = "07654321" });
        await elsewhere.RegisterAsync("Anna", "van der Berg");
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await OpenFormAsync(registrar, window);
        await RegistrationScreen.FillAsync(window.Page, "Anna", "van der Berg", "17-5-1990", "'s-Hertogenbosch");
        await RegistrationScreen.Save(window.Page).ClickAsync();

        await window.Page.GetByText("Deze persoon kan hier niet worden geregistreerd. Bel de helpdesk.").WaitForAsync();
        await Assertions.Expect(window.Page.GetByText("Praktijk Zuid")).ToHaveCountAsync(0);
        await Assertions.Expect(window.Page.GetByText("in het overzicht")).ToHaveCountAsync(0);
        await Assertions.Expect(window.Page.GetByLabel("Voornaam")).ToHaveValueAsync("Anna");
    }

    [Theory]
    [InlineData("Annuleren")]
    [InlineData("Escape")]
    public async Task Form_Left_AsksOnlyIfSomethingWasTyped(string way)
    {
        await using var portal = await LivePortal.StartAsync();
        await using var window = await chromium.OpenAsync();
        var (page, dialog) = (window.Page, window.Page.GetByRole(AriaRole.Dialog));
        await OpenFormAsync(await RegistrarBrowser.OpenAsync(portal), window);
        await SaveNothingAsync();
        await LeaveAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);

        await RegistrationScreen.OpenAsync(page);
        await SaveNothingAsync();
        await page.GetByLabel("Voornaam").FillAsync("N");
        await LeaveAsync();
        await page.GetByText("Registratie afbreken? Wat u heeft ingevuld, wordt niet bewaard.").WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Verder invullen" })).ToBeFocusedAsync();
        await window.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Achternaam")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByLabel("Voornaam")).ToHaveValueAsync("N");
        await LeaveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Afbreken", Exact = true }).PressAsync("Enter");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);

        // Keys are heard where the focus is in the form.
        async Task SaveNothingAsync()
        {
            await RegistrationScreen.Save(page).ClickAsync();
            await page.GetByText("Vul de voornaam in.").WaitForAsync();
            await Assertions.Expect(page.GetByLabel("Voornaam")).ToBeFocusedAsync();
        }

        // By keys: a button that has just come under the pointer takes no press.
        Task LeaveAsync() => way == "Escape" ? page.Keyboard.PressAsync(way) : RegistrationScreen.Cancel(page).PressAsync("Enter");
    }

    [Fact]
    public async Task Form_EachButtonPressedTwice_PressesNothingThatComesInItsPlace()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var window = await chromium.OpenAsync();
        var page = window.Page;
        // It stands still: how long the second press takes here must not matter.
        await page.Clock.InstallAsync();
        await OpenFormAsync(await RegistrarBrowser.OpenAsync(portal), window);
        await page.Clock.PauseAtAsync(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(10));
        await RegistrationScreen.FillAsync(page, "Nienke", "de Boer");
        var discard = page.GetByRole(AriaRole.Button, new() { Name = "Afbreken", Exact = true });

        var again = await PressAsync(RegistrationScreen.Cancel(page));
        await discard.WaitForAsync();
        await again();
        await page.GetByRole(AriaRole.Button, new() { Name = "Verder invullen" }).PressAsync("Enter");
        await Assertions.Expect(discard).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByLabel("Voornaam")).ToHaveValueAsync("Nienke");

        again = await PressAsync(RegistrationScreen.Save(page));
        await page.Locator(".z-qr svg").WaitForAsync();
        await again();
        var close = page.GetByRole(AriaRole.Button, new() { Name = "Sluiten" });
        await page.Clock.FastForwardAsync(1500);
        again = await PressAsync(close);
        await page.GetByRole(AriaRole.Button, new() { Name = "Toch sluiten" }).WaitForAsync();
        await again();
        await page.GetByRole(AriaRole.Button, new() { Name = "Terug" }).PressAsync("Enter");
        await close.WaitForAsync();
        await page.Locator(".z-qr svg").WaitForAsync();

        async Task<Func<Task>> PressAsync(ILocator button)
        {
            var box = (await button.BoundingBoxAsync())!;
            var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
            await page.Mouse.ClickAsync(x, y);
            return () => page.Mouse.ClickAsync(x, y);
        }
    }

    private static async Task OpenFormAsync(RegistrarBrowser registrar, Window window)
    {
        await registrar.LogInAsync(window.Page);
        await RegistrationScreen.OpenAsync(window.Page);
        await window.Page.Locator("[role=dialog] input:focus").WaitForAsync();
    }

    private static Task<int> CountAsync(LivePortal portal, AuditAction action) => portal.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Action == action, Cancellation));
}
