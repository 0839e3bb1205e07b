using Microsoft.Playwright;

namespace ZorgId.Tests.Browser;

/// <summary>The phone app and the demo, in one browser window: the job without a camera.</summary>
public sealed class DemoTests(Chromium chromium)
{
    [Fact]
    public async Task Demo_FollowedStepByStep_RegistersAUserAndShowsTheQrOnce()
    {
        await using var portal = LivePortal.StartDemo();
        await using var window = await chromium.OpenAsync();
        var page = window.Page;
        await page.GotoAsync($"{portal.Origin}/");
        var screen = page.FrameLocator("iframe[name=portaal]");
        PhoneScreen[] phones = [Phone(page, 1), Phone(page, 2)];

        await phones[0].ChoosePinAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Toon de QR-code van Anna" }).ClickAsync();
        await screen.Locator(".z-qr svg").WaitForAsync();
        await window.AssertAccessibleAsync();
        await phones[0].ScanAsync();
        await phones[0].AcceptAsync();
        await screen.GetByText("De telefoon van Anna is geactiveerd").WaitForAsync();
        await phones[0].Button("Klaar").ClickAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Open het portaal" }).ClickAsync();
        await screen.GetByText("Inloggen", new() { Exact = true }).ClickAsync();
        await screen.GetByText("Log in met ZORG-ID Mobile App").ClickAsync();
        await screen.Locator(".z-qr svg").WaitForAsync();
        await phones[0].ScanAsync();
        await phones[0].AcceptAsync();
        await screen.GetByRole(AriaRole.Button, new() { Name = "Inloggen", Exact = true }).ClickAsync();

        await screen.GetByRole(AriaRole.Button, new() { Name = "Registreren" }).ClickAsync();
        await screen.Locator(".mud-dialog .mud-select .mud-input-slot").First.ClickAsync();
        await screen.GetByRole(AriaRole.Option, new() { Name = "Zorggroep Oostvaart" }).ClickAsync();
        await screen.GetByLabel("Voornaam").FillAsync("Sanne");
        await screen.GetByLabel("Achternaam").FillAsync("Bakker");
        await screen.GetByLabel("Geboortedatum").FillAsync("01021991");
        await screen.GetByLabel("Geboorteplaats").FillAsync("Groningen");
        await screen.GetByLabel("Geboorteplaats").PressAsync("Enter");
        await screen.Locator(".z-qr svg").WaitForAsync();
        await phones[1].ChoosePinAsync();
        await phones[1].ScanAsync();
        await phones[1].Heading("Sessie openen").WaitForAsync();
        await Assertions.Expect(screen.Locator(".z-qr")).ToHaveCountAsync(0);
        await phones[1].AcceptAsync();
        await screen.GetByText("Sanne Bakker is nu geregistreerd met de rol Zorgmedewerker (Signer)").WaitForAsync();
        await window.AssertAccessibleAsync();

        // Begun anew, the portal and the phones have forgotten it all.
        await page.GetByRole(AriaRole.Button, new() { Name = "Opnieuw beginnen" }).ClickAsync();
        await phones[0].Heading("Kies een PIN").WaitForAsync();
        await phones[1].Heading("Kies een PIN").WaitForAsync();
        await screen.GetByText("Inloggen", new() { Exact = true }).WaitForAsync();
    }

    private static PhoneScreen Phone(IPage page, int number) => new(page.FrameLocator($"iframe[data-src='/app?phone={number}']"));
}
