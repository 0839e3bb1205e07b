using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using ZorgId.Core.Phones;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>The popup with a new user's QR, what comes after it, and the next QR of a row.</summary>
public sealed class EnrollmentScreenTests(Chromium chromium)
{
    private const string Nienke = "Nienke de Boer";

    private readonly FakeTimeProvider _time = new(TestPortal.Start);

    [Fact]
    public async Task Popup_SecondPhone_RaisesAnAlarmThatNamesBoth()
    {
        await using var portal = await LivePortal.StartAsync(_time);
        await using var window = await chromium.OpenAsync();
        await OpenAsync(portal, window);
        var qr = await ScreenQr.ReadAsync(window.Page);
        await Assertions.Expect(window.Page.Locator(".z-countdown")).ToHaveTextAsync("Nog 10:00");

        var claimed = Assert.Answered(await portal.ClaimAsync(new TestPhone(), qr, client: "192.0.2.7"));
        await Assertions.Expect(window.Page.Locator(".z-digits")).ToHaveTextAsync(claimed.VerificationCode);
        Assert.Refused(RefusalReason.SessionClaimed, await portal.ClaimAsync(new TestPhone(), qr, client: "198.51.100.9"));

        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("geweigerd: 198.51.100.9. Deze sessie is van: 192.0.2.7.");
        await window.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Popup_ClosedBeforeThePhoneAccepted_IsToldOfAllTheSameWithTheWayBack()
    {
        await using var portal = await LivePortal.StartAsync(_time);
        await using var window = await chromium.OpenAsync();
        await OpenAsync(portal, window);
        var phone = new TestPhone();
        var qr = await ScreenQr.ReadAsync(window.Page);
        var nonce = await portal.MustClaimAsync(phone, qr);
        await Assertions.Expect(window.Page.GetByText("Gescand", new() { Exact = true })).ToBeVisibleAsync();
        // A slip of a finger closes nothing; the button does.
        await window.Page.Keyboard.PressAsync("Escape");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sluiten" }).ClickAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        Assert.Answered(await portal.AcceptAsync(phone, qr, nonce));

        await Assertions.Expect(window.Page.Locator(".z-news")).ToContainTextAsync($"{Nienke} is nu geregistreerd met de rol Zorgmedewerker (Signer)");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Niet deze telefoon? Intrekken" }).WaitForAsync();
    }

    [Fact]
    public async Task Popup_OfAPhoneThatWasNotTheirs_IsTakenBackAndANewQrWorks()
    {
        await using var portal = await LivePortal.StartAsync(_time);
        await using var window = await chromium.OpenAsync();
        var registrar = await OpenAsync(portal, window);
        var (stranger, own) = (new TestPhone { DeviceName = "Vreemde telefoon" }, new TestPhone());
        var qr = await ScreenQr.ReadAsync(window.Page);
        var claimed = Assert.Answered(await portal.ClaimAsync(stranger, qr));
        Assert.Answered(await portal.AcceptAsync(stranger, qr, claimed.Nonce));

        var news = window.Page.Locator(".z-news");
        await Assertions.Expect(news).ToContainTextAsync($"Telefoon: Vreemde telefoon, met de cijfers {claimed.VerificationCode}.");
        await Assertions.Expect(RegistrarBrowser.Row(window.Page, Nienke)).ToContainTextAsync("Actief");
        await window.AssertAccessibleAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Niet deze telefoon? Intrekken" }).ClickAsync();
        await Assertions.Expect(news.GetByRole(AriaRole.Button, new() { Name = "Terug" })).ToBeFocusedAsync();
        await window.AssertAccessibleAsync();
        Assert.Equal(PhoneState.Active, await StateAsync(portal, stranger));
        await news.GetByRole(AriaRole.Button, new() { Name = "Intrekken", Exact = true }).PressAsync("Enter");

        await Assertions.Expect(news).ToContainTextAsync("De telefoon Vreemde telefoon is ingetrokken.");
        await Assertions.Expect(RegistrarBrowser.Row(window.Page, Nienke)).ToContainTextAsync("Wacht op activatie");
        Assert.Equal(PhoneState.Revoked, await StateAsync(portal, stranger));
        await window.AssertAccessibleAsync();

        await news.GetByRole(AriaRole.Button, new() { Name = "Nieuwe QR-code" }).PressAsync("Enter");
        await portal.AcceptAsync(own, await ScreenQr.ReadAsync(window.Page));
        await Assertions.Expect(news).ToContainTextAsync("Telefoon: Pixel 9");
        await Assertions.Expect(RegistrarBrowser.Row(window.Page, Nienke)).ToContainTextAsync("Actief");
    }

    [Fact]
    public async Task Popup_TimeOver_SaysSoAndOffersTheNext()
    {
        await using var portal = await LivePortal.StartAsync(_time);
        await using var window = await chromium.OpenAsync();
        await OpenAsync(portal, window);
        var first = await ScreenQr.ReadAsync(window.Page);

        _time.Advance(TimeSpan.FromMinutes(10));
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Alert)).ToContainTextAsync("De tijd is om");
        await Assertions.Expect(window.Page.Locator(".z-qr")).ToHaveCountAsync(0);
        await window.AssertAccessibleAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Nieuwe QR-code", Exact = true }).ClickAsync();

        var second = await ScreenQr.ReadAsync(window.Page);
        Assert.NotEqual(first.Sid, second.Sid);
        await portal.AcceptAsync(new TestPhone(), second);
        await window.Page.GetByText($"{Nienke} is nu geregistreerd met de rol Zorgmedewerker (Signer).").WaitForAsync();
    }

    [Fact]
    public async Task NewQr_OfAWaitingRow_KillsTheOneBefore()
    {
        await using var portal = await LivePortal.StartAsync(_time);
        await using var window = await chromium.OpenAsync();
        await OpenAsync(portal, window);
        var first = await ScreenQr.ReadAsync(window.Page);
        await EnrollmentScreen.CloseUnscannedAsync(window.Page);

        await NewQr(window).ClickAsync();
        var second = await ScreenQr.ReadAsync(window.Page);

        var phone = new TestPhone();
        Assert.Closed("cancelled", await portal.ClaimAsync(phone, first));
        await portal.AcceptAsync(phone, second);
        await window.Page.GetByText($"{Nienke} is nu geregistreerd met de rol Zorgmedewerker (Signer)").WaitForAsync();
    }

    [Fact]
    public async Task NewQr_OfAnActiveRow_TheOldPhoneWorksUntilTheNewOneIsAccepted()
    {
        await using var portal = await LivePortal.StartAsync(_time);
        await using var window = await chromium.OpenAsync();
        var registrar = await OpenAsync(portal, window);
        var (old, next) = (new TestPhone(), new TestPhone());
        await portal.AcceptAsync(old, await ScreenQr.ReadAsync(window.Page));
        await Assertions.Expect(RegistrarBrowser.Row(window.Page, Nienke)).ToContainTextAsync("Actief");

        await NewQr(window).ClickAsync();
        var question = window.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(question).ToContainTextAsync("Aan de huidige telefoon verandert niets tot de nieuwe QR-code op een telefoon is geaccepteerd.");
        await window.AssertAccessibleAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Nieuwe QR-code", Exact = true }).ClickAsync();
        var qr = await ScreenQr.ReadAsync(window.Page);
        Assert.Equal(PhoneState.Active, await StateAsync(portal, old));

        await portal.AcceptAsync(next, qr);
        await window.Page.GetByText($"De telefoon van {Nienke} is geactiveerd.").WaitForAsync();
        Assert.Equal((PhoneState.Revoked, PhoneState.Active), (await StateAsync(portal, old), await StateAsync(portal, next)));
    }

    [Fact]
    public async Task Popup_ConnectionAwayAndBack_StaysAndAReloadDoesNotBringItBack()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var proxy = new FaultyTcpProxy(new Uri(portal.Origin).Port);
        await using var window = await chromium.OpenAsync();
        window.ForgiveLostServer();
        var origin = $"http://localhost:{proxy.Port}";
        portal.Get<PortalOrigins>().Set(PortalEnvironment.Productie, origin);
        await OpenAsync(portal, window, origin);
        var qr = await ScreenQr.ReadAsync(window.Page);

        proxy.Disconnect();
        await window.Page.GetByText("De verbinding is even weg").WaitForAsync();
        proxy.Reconnect();
        await Assertions.Expect(window.Page.Locator(".z-reconnect")).ToBeHiddenAsync();
        Assert.Equal(qr, await ScreenQr.ReadAsync(window.Page));

        await window.Page.ReloadAsync();
        await Assertions.Expect(RegistrarBrowser.Row(window.Page, Nienke)).ToContainTextAsync("Wacht op activatie");
        await Assertions.Expect(window.Page.Locator(".z-qr")).ToHaveCountAsync(0);
        // What is kept names the session, to tell that its QR is gone; it opens nothing.
        await Assertions.Expect(window.Page.Locator(".z-news")).ToContainTextAsync($"De QR-code voor {Nienke} is niet meer te zien");
        // How the connection is made, where it was slow once, says nothing of anybody.
        Assert.Equal([qr.Sid], await window.Page.EvaluateAsync<string[]>(
            "() => [...Object.values(localStorage), ...Object.entries(sessionStorage).filter(([key]) => key !== 'zorgid-polling').map(([, value]) => value)]"));
    }

    private static ILocator NewQr(Window window) => window.Page.GetByRole(AriaRole.Button, new() { Name = $"Nieuwe QR-code voor {Nienke}" });

    private static Task<PhoneState> StateAsync(LivePortal portal, TestPhone phone) =>
        portal.QueryAsync(db => db.Phones.Where(p => p.Kid == phone.Kid).Select(p => p.State).SingleAsync(TestContext.Current.CancellationToken));

    /// <summary>Logged in, with the popup of someone who was just registered.</summary>
    private static async Task<RegistrarBrowser> OpenAsync(LivePortal portal, Window window, string? origin = null)
    {
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        registrar.Origin = origin ?? portal.Origin;
        await registrar.LogInAsync(window.Page);
        await RegistrationScreen.RegisterAsync(window.Page, "Nienke", "de Boer");
        return registrar;
    }
}
