using Microsoft.Playwright;

namespace ZorgId.Tests.Browser;

/// <summary>Where the app offers to be installed, and where it says what speaks against it.</summary>
public sealed class InstallationOfferTests(Chromium chromium)
{
    private const string Offer = """
        () => {
            window.prompted = 0;
            const offer = new Event('beforeinstallprompt', { cancelable: true });
            offer.prompt = async () => { window.prompted++; return { outcome: 'accepted' }; };
            dispatchEvent(offer);
        }
        """;

    [Fact]
    public async Task Registration_AsksTheBrowserToKeepItsStorage()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var phone = await chromium.OpenAsync(Chromium.Phone());
        await phone.Page.AddInitScriptAsync("window.asked = 0; StorageManager.prototype.persist = async () => { window.asked++; return true; };");
        var screen = new PhoneScreen(phone.Page);
        await phone.Page.GotoAsync(await portal.InviteAsync());
        await screen.ChoosePinAsync();
        await screen.AcceptAsync();
        await screen.Heading("U bent geregistreerd").WaitForAsync();
        Assert.Equal(1, await phone.Page.EvaluateAsync<int>("window.asked"));

        await phone.Page.ReloadAsync();
        await screen.Heading("Voer uw PIN in").WaitForAsync();
        await phone.Page.WaitForFunctionAsync("() => window.asked === 1");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NewPhone_InABrowserThatKeepsApart_IsSentToTheHomeScreen(bool byLink)
    {
        await using var portal = await LivePortal.StartAsync();
        await using var phone = await chromium.OpenAsync(Chromium.Phone());
        await phone.Page.AddInitScriptAsync("navigator.standalone = false;");
        var screen = new PhoneScreen(phone.Page);
        await phone.Page.GotoAsync(byLink ? await portal.InviteAsync() : $"{portal.Origin}/app");

        await screen.Heading("Open de app op uw beginscherm").WaitForAsync();
        // The share button by its picture, and the two steps after it.
        await Assertions.Expect(phone.Page.Locator(".install-steps li svg")).ToHaveCountAsync(3);
        await phone.AssertAccessibleAsync();
        await screen.Button("Toch hier verder").ClickAsync();
        await screen.ChoosePinAsync();
        await screen.Heading(byLink ? "Sessie openen" : "Scan").WaitForAsync();
    }

    [Fact]
    public async Task Android_OffersTheInstallation_OnceTheBrowserDoes()
    {
        await using var portal = await LivePortal.StartAsync();
        var options = Chromium.Phone();
        options.UserAgent = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36";
        await using var phone = await chromium.OpenAsync(options);
        var screen = new PhoneScreen(phone.Page);
        await phone.Page.GotoAsync($"{portal.Origin}/app");
        await screen.ChoosePinAsync();
        await phone.Page.GetByText("Toevoegen aan startscherm of App installeren").WaitForAsync();
        await phone.AssertAccessibleAsync();

        // A test's browser makes no offer by itself.
        await phone.Page.EvaluateAsync(Offer);
        await screen.ScanAsync();
        // This browser has no camera, and the app finds out while the scan is on the screen.
        await screen.Button("Code typen").ClickAsync();
        await screen.Button("Annuleren").ClickAsync();
        await screen.Button("Op beginscherm zetten").ClickAsync();
        await Assertions.Expect(screen.Button("Op beginscherm zetten")).ToHaveCountAsync(0);
        Assert.Equal(1, await phone.Page.EvaluateAsync<int>("window.prompted"));
        phone.Forgive("camera");
    }

    [Fact]
    public async Task Computer_IsToldWhereThePhoneGetsTheApp()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var window = await chromium.OpenAsync();
        await window.Page.GotoAsync($"{portal.Origin}/app");
        await new PhoneScreen(window.Page).ChoosePinAsync();

        await window.Page.GetByText($"{new Uri(portal.Origin).Authority}/app").WaitForAsync();
        await window.AssertAccessibleAsync();
    }
}
