using Microsoft.Playwright;

namespace ZorgId.Tests.Browser;

/// <summary>The manual, from Inloggen to De nieuwe gebruiker is nu geregistreerd, with phones that look at the screen.</summary>
public sealed class MainJobTests(Chromium chromium)
{
    [Fact]
    public async Task Manual_FromLoginToRegisteredUser_Works()
    {
        await using var portal = await LivePortal.StartAsync();
        using var administratorsCamera = new Camera();
        using var newUsersCamera = new Camera();
        await using var registrar = await chromium.OpenAsync();
        await using var administratorsPhone = await chromium.OpenPhoneAsync(administratorsCamera);
        await using var newUsersPhone = await chromium.OpenPhoneAsync(newUsersCamera);

        await EnrollByLinkAsync(administratorsPhone, await portal.InviteAsync());
        await LogInAsync(portal, registrar, administratorsPhone, administratorsCamera);
        await RegisterAsync(registrar, "Nienke");
        await EnrollByCameraAsync(portal, registrar, newUsersPhone, newUsersCamera);

        await registrar.Page.GetByText("Nienke de Boer is nu geregistreerd met de rol Zorgmedewerker (Signer)").WaitForAsync();
        await Assertions.Expect(registrar.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Nienke de Boer" })).ToContainTextAsync("Actief");
        await registrar.AssertAccessibleAsync();

        await RegisterAsync(registrar, "Joris");
        await registrar.Page.Locator(".z-qr").WaitForAsync();
        await registrar.Page.ReloadAsync();
        await Assertions.Expect(registrar.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Joris de Boer" })).ToContainTextAsync("Wacht op activatie");
        await Assertions.Expect(registrar.Page.Locator(".z-qr")).ToHaveCountAsync(0);

        await registrar.Page.GetByRole(AriaRole.Button, new() { Name = "Uitloggen" }).ClickAsync();
        await registrar.Page.GotoAsync($"{portal.Origin}/portal/overzicht");
        await registrar.Page.GetByText("Inloggen", new() { Exact = true }).WaitForAsync();
    }

    // The operator hands the QR's text over; an enrollment may be opened by a link.
    private static async Task EnrollByLinkAsync(Window phone, string qrText)
    {
        var screen = new PhoneScreen(phone.Page) { IsTapped = true };
        await phone.Page.GotoAsync(qrText);
        await screen.ChoosePinAsync();
        await screen.Heading("Sessie openen").WaitForAsync();
        await phone.AssertAccessibleAsync();
        Assert.DoesNotContain('#', phone.Page.Url);
        await screen.AcceptAsync();
        await screen.Button("Klaar").ClickAsync();
    }

    private static async Task LogInAsync(LivePortal portal, Window registrar, Window phone, Camera camera)
    {
        await registrar.Page.GotoAsync($"{portal.Origin}/portal");
        await registrar.AssertAccessibleAsync();
        await registrar.Page.GetByText("Inloggen", new() { Exact = true }).ClickAsync();
        await registrar.Page.GetByText("Log in met ZORG-ID Mobile App").ClickAsync();
        var qr = registrar.Page.Locator(".z-qr");
        await qr.WaitForAsync();
        await registrar.AssertAccessibleAsync();

        var screen = new PhoneScreen(phone.Page) { IsTapped = true };
        await camera.PointAtAsync(qr);
        await screen.ScanAsync();
        await screen.Heading("Sessie openen").WaitForAsync();
        await registrar.Page.GetByText("Gescand", new() { Exact = true }).WaitForAsync();
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(await registrar.Page.Locator(".z-digits").InnerTextAsync());
        await screen.AcceptAsync();

        // Nobody touches the computer: the dialog closes itself, and the button is there to be pressed.
        var enter = registrar.Page.GetByRole(AriaRole.Button, new() { Name = "Inloggen", Exact = true });
        await Assertions.Expect(enter).ToBeFocusedAsync();
        await Assertions.Expect(registrar.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(registrar.Page.GetByText("Els Smit")).ToBeVisibleAsync();
        await registrar.AssertAccessibleAsync();
        await registrar.Page.Keyboard.PressAsync("Enter");
        await registrar.Page.GetByRole(AriaRole.Heading, new() { Name = "Overzicht" }).WaitForAsync();
        await screen.Button("Klaar").ClickAsync();
    }

    private static async Task RegisterAsync(Window registrar, string givenName)
    {
        await registrar.Page.GetByRole(AriaRole.Button, new() { Name = "Registreren" }).ClickAsync();
        var save = registrar.Page.GetByRole(AriaRole.Button, new() { Name = "Opslaan" });
        await registrar.Page.GetByLabel("Voornaam").FillAsync(givenName);
        await save.ClickAsync();
        await registrar.Page.GetByText("Vul de achternaam in.").WaitForAsync();
        await registrar.AssertAccessibleAsync();
        await Assertions.Expect(registrar.Page.GetByLabel("Voornaam")).ToHaveValueAsync(givenName);
        await registrar.Page.GetByLabel("Achternaam").FillAsync("de Boer");
        await registrar.Page.GetByLabel("Geboortedatum").FillAsync("1-2-1991");
        await registrar.Page.GetByLabel("Geboorteplaats").FillAsync("Groningen");
        await save.ClickAsync();
    }

    private static async Task EnrollByCameraAsync(LivePortal portal, Window registrar, Window phone, Camera camera)
    {
        var qr = registrar.Page.Locator(".z-qr");
        await qr.WaitForAsync();
        await Assertions.Expect(registrar.Page.GetByText("Let op: de QR-code wordt slechts eenmaal getoond")).ToBeVisibleAsync();
        await registrar.AssertAccessibleAsync();
        await camera.PointAtAsync(qr);

        var screen = new PhoneScreen(phone.Page) { IsTapped = true };
        await phone.Page.GotoAsync($"{portal.Origin}/app");
        await screen.ChoosePinAsync();
        await screen.ScanAsync();
        await screen.Heading("Sessie openen").WaitForAsync();
        await Assertions.Expect(qr).ToHaveCountAsync(0);
        await screen.AcceptAsync();
        await Assertions.Expect(registrar.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        // The portal may have heard before the phone: its last screen is what is looked at, and not the change to it.
        await screen.Heading("U bent geregistreerd").WaitForAsync();
        await phone.AssertAccessibleAsync();

        // A later start asks for the PIN, and the server checks it.
        await phone.Page.ReloadAsync();
        await screen.Heading("Voer uw PIN in").WaitForAsync();
        await screen.TypePinAsync();
        await screen.Button("Scan QR").WaitForAsync();
    }
}
