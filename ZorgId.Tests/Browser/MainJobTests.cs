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
        await using var desk = await chromium.OpenAsync();
        await using var administratorsPhone = await chromium.OpenPhoneAsync(administratorsCamera);
        await using var newUsersPhone = await chromium.OpenPhoneAsync(newUsersCamera);

        await EnrollByLinkAsync(administratorsPhone, await portal.InviteAsync());
        await LogInAsync(portal, desk, administratorsPhone, administratorsCamera);
        await RegisterAsync(desk, "Nienke");
        await EnrollByCameraAsync(portal, desk, newUsersPhone, newUsersCamera);

        await desk.Page.GetByText("Nienke de Boer is nu geregistreerd met de rol Zorgmedewerker (Signer)").WaitForAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Nienke de Boer" })).ToContainTextAsync("Actief");
        await desk.AssertAccessibleAsync();

        await RegisterAsync(desk, "Joris");
        await desk.Page.Locator(".z-qr").WaitForAsync();
        await desk.Page.ReloadAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Joris de Boer" })).ToContainTextAsync("Wacht op activatie");
        await Assertions.Expect(desk.Page.Locator(".z-qr")).ToHaveCountAsync(0);

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Uitloggen" }).ClickAsync();
        await desk.Page.GotoAsync($"{portal.Origin}/portal/overzicht");
        await desk.Page.GetByText("Inloggen", new() { Exact = true }).WaitForAsync();
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

    private static async Task LogInAsync(LivePortal portal, Window desk, Window phone, Camera camera)
    {
        await desk.Page.GotoAsync($"{portal.Origin}/portal");
        await desk.AssertAccessibleAsync();
        await desk.Page.GetByText("Inloggen", new() { Exact = true }).ClickAsync();
        await desk.Page.GetByText("Log in met ZORG-ID Mobile App").ClickAsync();
        var qr = desk.Page.Locator(".z-qr");
        await qr.WaitForAsync();
        await desk.AssertAccessibleAsync();

        var screen = new PhoneScreen(phone.Page) { IsTapped = true };
        await camera.PointAtAsync(qr);
        await screen.ScanAsync();
        await screen.Heading("Sessie openen").WaitForAsync();
        await desk.Page.GetByText("Gescand", new() { Exact = true }).WaitForAsync();
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(await desk.Page.Locator(".z-digits").InnerTextAsync());
        await screen.AcceptAsync();

        // Nobody touches the desk: the dialog closes itself, and the button is there to be pressed.
        var enter = desk.Page.GetByRole(AriaRole.Button, new() { Name = "Inloggen", Exact = true });
        await Assertions.Expect(enter).ToBeFocusedAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(desk.Page.GetByText("Els Smit")).ToBeVisibleAsync();
        await desk.AssertAccessibleAsync();
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.Page.GetByRole(AriaRole.Heading, new() { Name = "Overzicht" }).WaitForAsync();
        await screen.Button("Klaar").ClickAsync();
    }

    private static async Task RegisterAsync(Window desk, string givenName)
    {
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Registreren" }).ClickAsync();
        var save = desk.Page.GetByRole(AriaRole.Button, new() { Name = "Opslaan" });
        await desk.Page.GetByLabel("Voornaam").FillAsync(givenName);
        await save.ClickAsync();
        await desk.Page.GetByText("Vul de achternaam in.").WaitForAsync();
        await desk.AssertAccessibleAsync();
        await Assertions.Expect(desk.Page.GetByLabel("Voornaam")).ToHaveValueAsync(givenName);
        await desk.Page.GetByLabel("Achternaam").FillAsync("de Boer");
        await desk.Page.GetByLabel("Geboortedatum").FillAsync("1-2-1991");
        await desk.Page.GetByLabel("Geboorteplaats").FillAsync("Groningen");
        await save.ClickAsync();
    }

    private static async Task EnrollByCameraAsync(LivePortal portal, Window desk, Window phone, Camera camera)
    {
        var qr = desk.Page.Locator(".z-qr");
        await qr.WaitForAsync();
        await Assertions.Expect(desk.Page.GetByText("Let op: de QR-code wordt slechts eenmaal getoond")).ToBeVisibleAsync();
        await desk.AssertAccessibleAsync();
        await camera.PointAtAsync(qr);

        var screen = new PhoneScreen(phone.Page) { IsTapped = true };
        await phone.Page.GotoAsync($"{portal.Origin}/app");
        await screen.ChoosePinAsync();
        await screen.ScanAsync();
        await screen.Heading("Sessie openen").WaitForAsync();
        await Assertions.Expect(qr).ToHaveCountAsync(0);
        await screen.AcceptAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
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
