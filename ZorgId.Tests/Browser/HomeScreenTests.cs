using Microsoft.Playwright;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>Where the app stands when nothing is under way.</summary>
public sealed class HomeScreenTests(PhoneBrowser browser) : IClassFixture<PhoneBrowser>
{
    [Fact]
    public async Task Home_OfAZorgmedewerker_SaysWhatItIsFor_AndDoesNotLeadToThePortal()
    {
        await using var phone = await PocketPhone.StartAsync(browser);
        var registrar = await RegistrarBrowser.OpenAsync(phone.Portal, Seed.Administrator(PortalServer.NewPerson()));
        await phone.GoToAsync((await registrar.RegisterAsync("Nienke", phone.Owner.FamilyName)).ToString());
        await phone.Screen.ChoosePinAsync();
        await phone.Screen.AcceptAsync();
        await phone.Screen.Button("Klaar").ClickAsync();

        await phone.Screen.Heading("ZORG-ID staat klaar").WaitForAsync();
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("Het portaal is alleen voor beheerders.");
        await Assertions.Expect(phone.Screen.Content).Not.ToContainTextAsync("op het scherm van het portaal");
        await phone.Window.AssertAccessibleAsync();
        // A new QR of the beheerder is scanned all the same.
        await phone.Screen.ScanAsync();
        await phone.Screen.Heading("Scan QR").WaitForAsync();
    }
}
