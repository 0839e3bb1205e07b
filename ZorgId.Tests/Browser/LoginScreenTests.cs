using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using ZorgId.Core.Changes;
using ZorgId.Core.Phones;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>The login dialog, in each state that a phone, a clock or a server can bring it to.</summary>
public sealed class LoginScreenTests(Chromium chromium)
{
    private readonly FakeTimeProvider _time = new(TestPortal.Start);

    [Theory]
    [InlineData(ColorScheme.Dark, 390, "rgb(23, 38, 43)")]
    [InlineData(ColorScheme.Light, 820, "rgb(255, 255, 255)")]
    public async Task Dialog_InTheSystemsColours_IsReadable(ColorScheme colours, int width, string surface)
    {
        await using var portal = await LivePortal.StartAsync();
        await using var window = await chromium.OpenAsync(new() { ColorScheme = colours, ViewportSize = new() { Width = width, Height = 900 }, Locale = "nl-NL" });
        await ShowAsync(portal, window);

        await Assertions.Expect(window.Page.Locator(".mud-dialog")).ToHaveCSSAsync("background-color", surface);
        await window.AssertAccessibleAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Dark, 390)]
    [InlineData(ColorScheme.Light, 820)]
    public async Task Dialog_CannotScan_ReadsTheCodeOutAndShowsItWhole(ColorScheme colours, int width)
    {
        await using var portal = await LivePortal.StartAsync();
        await using var window = await chromium.OpenAsync(new() { ColorScheme = colours, ViewportSize = new() { Width = width, Height = 900 }, Locale = "nl-NL" });
        await window.Page.GotoAsync($"{portal.Origin}/portal/inloggen");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Ik kan niet scannen" }).ClickAsync();
        var code = window.Page.Locator(".z-typed-code");
        Assert.Matches("^[0-9A-Z]{5}-[0-9A-Z]{5}$", await code.TextContentAsync());

        // A screen reader reads what has the focus; the button that had it is gone.
        await Assertions.Expect(window.Page.Locator(".z-cannot-scan [tabindex]")).ToBeFocusedAsync();
        Assert.True(await code.EvaluateAsync<bool>("code => code.scrollWidth <= code.clientWidth && code.closest('.mud-dialog').scrollWidth <= code.closest('.mud-dialog').clientWidth"));
        await window.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Dialog_ScannedThenRefused_SaysSoAndANewQrLogsIn()
    {
        await using var portal = await LivePortal.StartAsync(_time);
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        var qr = await ShowAsync(portal, window);

        var claimed = Assert.Answered(await portal.ClaimAsync(registrar.Phone, qr));
        await window.Page.GetByText("Gescand", new() { Exact = true }).WaitForAsync();
        await Assertions.Expect(window.Page.Locator(".z-digits")).ToHaveTextAsync(claimed.VerificationCode);
        await Assertions.Expect(window.Page.Locator(".z-countdown")).ToHaveTextAsync("Nog 2:00");
        await Assertions.Expect(window.Page.Locator(".z-qr")).ToHaveCountAsync(0);
        await window.AssertAccessibleAsync();

        await portal.RefuseAsync(registrar.Phone, qr, claimed.Nonce);
        await Assertions.Expect(Alert(window)).ToContainTextAsync("De aanvraag is op de telefoon geweigerd.");
        await window.AssertAccessibleAsync();

        await NewQr(window).ClickAsync();
        await registrar.AcceptShownAsync(window.Page);
        await RegistrarBrowser.EnterAsync(window.Page);
    }

    [Fact]
    public async Task Dialog_NobodyScans_RenewsOnceWithoutAWordThenAsks()
    {
        await using var portal = await LivePortal.StartAsync(_time);
        await using var window = await chromium.OpenAsync();
        var first = await ShowAsync(portal, window);
        _time.Advance(TimeSpan.FromSeconds(115));
        await Assertions.Expect(window.Page.Locator(".z-countdown")).ToHaveTextAsync("Nog 0:05");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Status)).ToHaveTextAsync("Nog 10 seconden");
        var late = await ScreenQr.ReadAsync(window.Page);
        Assert.Equal(first.Sid, late.Sid);
        Assert.NotEqual(first.Code, late.Code); // it has rotated

        _time.Advance(TimeSpan.FromSeconds(5));
        await Assertions.Expect(window.Page.Locator(".z-countdown")).ToHaveTextAsync("Nog 2:00");
        await Assertions.Expect(Alert(window)).ToHaveCountAsync(0);
        Assert.NotEqual(first.Sid, (await ScreenQr.ReadAsync(window.Page)).Sid);

        _time.Advance(TimeSpan.FromSeconds(120));
        await Assertions.Expect(Alert(window)).ToContainTextAsync("De tijd is om: deze QR-code werkt niet meer. Er is nog niet gescand.");
        await Assertions.Expect(window.Page.Locator(".z-qr")).ToHaveCountAsync(0);
        await window.AssertAccessibleAsync();

        await NewQr(window).ClickAsync();
        await window.Page.Locator(".z-qr svg").WaitForAsync();
    }

    [Fact]
    public async Task Dialog_SecondPhone_IsNamedAtOnceBesideTheFirst()
    {
        await using var portal = await LivePortal.StartAsync(_time);
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        var qr = await ShowAsync(portal, window);
        await portal.MustClaimAsync(registrar.Phone, qr);
        await window.Page.Locator(".z-digits").WaitForAsync();

        Assert.Refused(RefusalReason.SessionClaimed, await portal.ClaimAsync(new TestPhone(), qr with { Kind = TestQr.Enrollment }, client: "198.51.100.9"));

        await Assertions.Expect(Alert(window)).ToContainTextAsync("geweigerd: 198.51.100.9. Deze sessie is van: Pixel 9, 192.0.2.7.");
        await Assertions.Expect(window.Page.Locator(".z-digits")).ToBeVisibleAsync();
        await window.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Dialog_ThreeWrongPins_SaysThatItIsBlockedAndWhoHelps()
    {
        await using var portal = await LivePortal.StartAsync(_time);
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        var qr = await ShowAsync(portal, window);
        var nonce = await portal.MustClaimAsync(registrar.Phone, qr);
        foreach (var pin in (string[])["13572", "24683", "97531"])
            await portal.AcceptAsync(registrar.Phone, qr, nonce, pin);

        await Assertions.Expect(Alert(window)).ToContainTextAsync("De PIN is geblokkeerd. Vraag uw beheerder of de helpdesk om een nieuwe QR-code");
        await window.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Dialog_StoreUnreachable_SaysSoAndGoesOn()
    {
        await using var portal = await LivePortal.StartAsync(_time);
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await portal.ExecuteAsync("ALTER TABLE QrSessions RENAME TO Hidden");
        await window.Page.GotoAsync($"{portal.Origin}/portal/inloggen");
        await Assertions.Expect(Alert(window)).ToContainTextAsync("Het portaal kan nu geen QR-code maken");
        await window.AssertAccessibleAsync();

        await portal.ExecuteAsync("ALTER TABLE Hidden RENAME TO QrSessions");
        await NewQr(window).ClickAsync();
        await window.Page.Locator(".z-qr svg").WaitForAsync();

        await portal.ExecuteAsync("ALTER TABLE QrSessions RENAME TO Hidden");
        _time.Advance(TimeSpan.FromSeconds(1));
        await Assertions.Expect(Alert(window)).ToContainTextAsync("We blijven het proberen.");
        await portal.ExecuteAsync("ALTER TABLE Hidden RENAME TO QrSessions");
        _time.Advance(TimeSpan.FromSeconds(1));
        await Assertions.Expect(Alert(window)).ToHaveCountAsync(0);
        await registrar.AcceptShownAsync(window.Page);
    }

    [Theory]
    [InlineData("Annuleren")]
    [InlineData("Escape")]
    [InlineData("another page")]
    [InlineData("the tab closed")]
    public async Task Dialog_LeftWhileThePhoneAsks_EndsTheSessionAndThePhonesScreen(string way)
    {
        await using var portal = await LivePortal.StartAsync(_time);
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        var qr = await ShowAsync(portal, window);
        await portal.MustClaimAsync(registrar.Phone, qr);
        await window.Page.Locator(".z-digits").WaitForAsync();
        Assert.True(SessionId.TryParse(qr.Sid, out var sid));
        using var hints = portal.Get<IChangeNotifier>().Subscribe(sid);

        await LeaveAsync(window.Page, way);

        await hints.WaitAsync(TimeSpan.FromHours(1), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        // What the phone, which repeats its claim, hears: its consent screen closes.
        Assert.Closed("cancelled", await portal.ClaimAsync(registrar.Phone, qr));
    }

    private static Task LeaveAsync(IPage page, string way) => way switch
    {
        "Annuleren" => page.GetByRole(AriaRole.Button, new() { Name = way }).ClickAsync(),
        "Escape" => page.Keyboard.PressAsync(way),
        "another page" => page.GotoAsync("about:blank"),
        _ => page.CloseAsync(),
    };

    private static ILocator Alert(Window window) => window.Page.GetByRole(AriaRole.Alert);

    private static ILocator NewQr(Window window) => window.Page.GetByRole(AriaRole.Button, new() { Name = "Nieuwe QR-code" });

    private static async Task<TestQr> ShowAsync(LivePortal portal, Window window)
    {
        await window.Page.GotoAsync($"{portal.Origin}/portal/inloggen");
        return await ScreenQr.ReadAsync(window.Page);
    }
}
