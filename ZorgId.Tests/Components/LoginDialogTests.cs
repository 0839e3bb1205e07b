using Bunit;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using ZorgId.Core.Changes;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;
using ZorgId.Web.Portal.Login;

namespace ZorgId.Tests.Components;

public sealed class LoginDialogTests
{
    [Fact]
    public async Task Dialog_PhoneClaimsAndAccepts_ShowsDigitsAndClosesItself()
    {
        await using var bench = await PortalBench.OpenAsync();
        var phone = await bench.Portal.SeedAdministratorAsync();
        var dialog = await bench.ShowAsync<LoginDialog>();
        bench.Screen.WaitForElement(".z-qr svg");
        // Where a phone without the app gets it.
        Assert.Contains("productie.example/app", bench.Screen.Markup, StringComparison.Ordinal);
        var qr = await QrAsync(bench);

        var nonce = await bench.Portal.MustClaimAsync(phone, qr);
        var digits = (await bench.Portal.SessionAsync(qr.Sid)).VerificationCode;
        bench.Screen.WaitForAssertion(() => Assert.Equal(digits, bench.Screen.Find(".z-digits").TextContent));
        Assert.Empty(bench.Screen.FindAll(".z-qr"));

        Assert.Answered(await bench.Portal.AcceptAsync(phone, qr, nonce));
        var result = await dialog.Result;
        var login = Assert.IsType<AcceptedLogin>(result!.Data);
        Assert.Equal(qr.Sid, login.Sid.Value);
    }

    [Fact]
    public async Task Dialog_PhoneRefuses_SaysSoAndOffersANewQr()
    {
        await using var bench = await PortalBench.OpenAsync();
        var phone = await bench.Portal.SeedAdministratorAsync();
        await bench.ShowAsync<LoginDialog>();
        bench.Screen.WaitForElement(".z-qr svg");
        var qr = await QrAsync(bench);
        await bench.Portal.RefuseAsync(phone, qr, await bench.Portal.MustClaimAsync(phone, qr));

        bench.Screen.WaitForAssertion(() => Assert.Contains("geweigerd", bench.Screen.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Contains("Nieuwe QR-code", bench.Screen.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dialog_SecondPhone_IsNamedBesideTheFirst()
    {
        await using var bench = await PortalBench.OpenAsync();
        var (first, second) = (await bench.Portal.SeedAdministratorAsync(), await bench.Portal.SeedAdministratorAsync(Seed.Administrator(Seed.Other)));
        await bench.ShowAsync<LoginDialog>();
        bench.Screen.WaitForElement(".z-qr svg");
        var qr = await QrAsync(bench);
        await bench.Portal.MustClaimAsync(first, qr);
        await bench.Portal.ClaimAsync(second, qr, client: "198.51.100.9");

        var alarm = bench.Screen.WaitForElement(".z-alarm").TextContent;
        Assert.Contains($"Pixel 9, {TestPortal.PhoneClient}", alarm, StringComparison.Ordinal);
        Assert.Contains("Pixel 9, 198.51.100.9", alarm, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dialog_WhoseCircuitComesFromElsewhere_ShowsAQrOfThatPlaceAndEndsTheOneBefore()
    {
        await using var bench = await PortalBench.OpenAsync();
        // The page was loaded from TestPortal.Browser's address.
        bench.ConnectFrom("198.51.100.7");
        await bench.ShowAsync<LoginDialog>();
        bench.Screen.WaitForElement(".z-qr svg");
        var first = await QrAsync(bench);
        Assert.Equal("198.51.100.7", (await bench.Portal.SessionAsync(first.Sid)).Address);

        bench.ConnectFrom("203.0.113.66");
        await bench.PassAsync(TimeSpan.FromSeconds(2));

        bench.Screen.WaitForAssertion(() => Assert.Equal(2, Count(bench)));
        Assert.Equal(SessionState.Cancelled, (await bench.Portal.SessionAsync(first.Sid)).State);
        Assert.Equal("203.0.113.66", (await bench.Portal.QueryAsync(db => db.QrSessions.SingleAsync(s => s.State == SessionState.Open))).Address);
    }

    [Fact]
    public async Task Dialog_NobodyScans_CountsDown()
    {
        await using var bench = await PortalBench.OpenAsync();
        await bench.ShowAsync<LoginDialog>();
        bench.Screen.WaitForAssertion(() => Assert.Contains("2:00", bench.Screen.Find(".z-countdown").TextContent, StringComparison.Ordinal));

        await bench.PassAsync(TimeSpan.FromSeconds(61));
        bench.Screen.WaitForAssertion(() => Assert.Contains("0:59", bench.Screen.Find(".z-countdown").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dialog_TooManyOpenAtTheAddress_SaysSoAndOffersAnother()
    {
        await using var bench = await PortalBench.OpenAsync();
        var first = await bench.Portal.OpenLoginAsync();
        for (var i = 1; i < 200; i++)
            await bench.Portal.OpenLoginAsync();

        await bench.ShowAsync<LoginDialog>();

        bench.Screen.WaitForAssertion(() => Assert.Contains(
            "Op uw netwerk staan nu te veel QR-codes open.", bench.Screen.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        await bench.Portal.CancelAsync(first);
        await bench.PressAsync("Nieuwe QR-code");
        bench.Screen.WaitForElement(".z-qr svg");
        Assert.DoesNotContain("te veel QR-codes", bench.Screen.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dialog_PinBlocked_SaysSo()
    {
        await using var bench = await PortalBench.OpenAsync();
        var phone = await bench.Portal.SeedAdministratorAsync();
        await bench.ShowAsync<LoginDialog>();
        bench.Screen.WaitForElement(".z-qr svg");
        var qr = await QrAsync(bench);
        var nonce = await bench.Portal.MustClaimAsync(phone, qr);
        foreach (var pin in (string[])["13572", "24683", "97531"])
            await bench.Portal.AcceptAsync(phone, qr, nonce, pin);

        bench.Screen.WaitForAssertion(() => Assert.Contains("De PIN is geblokkeerd", bench.Screen.Find("[role=alert]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dialog_NobodyScans_RenewsOnceWithoutAWordThenAsks()
    {
        await using var bench = await PortalBench.OpenAsync();
        await bench.ShowAsync<LoginDialog>();
        bench.Screen.WaitForElement(".z-qr svg");
        var first = await QrAsync(bench);
        var drawn = Drawn(bench);

        await bench.PassAsync(TimeSpan.FromSeconds(120));
        bench.Screen.WaitForAssertion(() => Assert.NotEqual(drawn, Drawn(bench)));
        Assert.Equal(2, Count(bench));
        Assert.Empty(bench.Screen.FindAll("[role=alert]"));

        await bench.PassAsync(TimeSpan.FromSeconds(120));
        bench.Screen.WaitForAssertion(() => Assert.Contains("Er is nog niet gescand", bench.Screen.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal(2, Count(bench));

        await bench.PressAsync("Nieuwe QR-code");
        bench.Screen.WaitForElement(".z-qr svg");
        Assert.Equal(3, Count(bench));
        Assert.Equal(SessionState.Open, (await bench.Portal.SessionAsync(first.Sid)).State); // its row does not say so yet
    }

    [Fact]
    public async Task Dialog_NewQrPressedTwice_OpensOneSessionAndHandsThatOver()
    {
        await using var bench = await PortalBench.OpenAsync();
        var phone = await bench.Portal.SeedAdministratorAsync();
        var dialog = await bench.ShowAsync<LoginDialog>();
        bench.Screen.WaitForElement(".z-qr svg");
        var first = await QrAsync(bench);
        await bench.Portal.RefuseAsync(phone, first, await bench.Portal.MustClaimAsync(phone, first));
        bench.Screen.WaitForElement("[role=alert]");

        await bench.PressTwiceAsync(bench.Screen.FindComponents<MudButton>().Single(b => b.Markup.Contains("Nieuwe QR-code", StringComparison.Ordinal)));
        bench.Screen.WaitForElement(".z-qr svg");

        Assert.Equal(2, Count(bench));
        var sid = await bench.Portal.QueryAsync(db => db.QrSessions.Where(s => s.State == SessionState.Open && s.Kind == SessionKind.Login).Select(s => s.Id).SingleAsync());
        await bench.Portal.AcceptAsync(phone, await bench.Portal.LoginQrAsync(sid.Value));
        Assert.Equal(sid, Assert.IsType<AcceptedLogin>((await dialog.Result)!.Data).Sid);
    }

    [Fact]
    public async Task Dialog_StoreUnreadable_SaysSoAndGoesOn()
    {
        await using var bench = await PortalBench.OpenAsync();
        await bench.ShowAsync<LoginDialog>();
        bench.Screen.WaitForElement(".z-qr svg");

        await bench.Portal.ExecuteAsync("ALTER TABLE QrSessions RENAME TO Hidden");
        await bench.PassAsync(TimeSpan.FromSeconds(1));
        bench.Screen.WaitForAssertion(() => Assert.Contains("blijven het proberen", bench.Screen.Find("[role=alert]").TextContent, StringComparison.Ordinal));

        await bench.Portal.ExecuteAsync("ALTER TABLE Hidden RENAME TO QrSessions");
        await bench.PassAsync(TimeSpan.FromSeconds(1));
        bench.Screen.WaitForAssertion(() => Assert.Empty(bench.Screen.FindAll("[role=alert]")));
    }

    [Fact]
    public async Task Dialog_Cancelled_EndsTheSession()
    {
        await using var bench = await PortalBench.OpenAsync();
        var dialog = await bench.ShowAsync<LoginDialog>();
        bench.Screen.WaitForElement(".z-qr svg");
        var qr = await QrAsync(bench);

        Assert.True(SessionId.TryParse(qr.Sid, out var sid));
        using var hints = bench.Portal.Get<IChangeNotifier>().Subscribe(sid);
        await bench.PressAsync("Annuleren");

        Assert.True((await dialog.Result)!.Canceled);
        await hints.WaitAsync(TimeSpan.FromMinutes(1), Xunit.TestContext.Current.CancellationToken);
        Assert.Equal(SessionState.Cancelled, (await bench.Portal.SessionAsync(qr.Sid)).State);
    }

    [Fact]
    public async Task Dialog_CannotScan_ShowsACodeOnlyWhenAskedAndThePhoneGoesOnWithIt()
    {
        await using var bench = await PortalBench.OpenAsync();
        var phone = await bench.Portal.SeedAdministratorAsync();
        var dialog = await bench.ShowAsync<LoginDialog>();
        bench.Screen.WaitForElement(".z-cannot-scan button");
        Assert.Empty(bench.Screen.FindAll(".z-typed-code"));

        await bench.PressAsync("Ik kan niet scannen");
        var typed = bench.Screen.WaitForElement(".z-typed-code").TextContent;
        Assert.Equal(string.Join(' ', typed.Where(c => c != '-')), bench.Screen.Find(".z-cannot-scan .z-spoken").TextContent);

        await bench.Portal.AcceptAsync(phone, await bench.Portal.MustTypeAsync(phone, typed));
        Assert.IsType<AcceptedLogin>((await dialog.Result)!.Data);
    }

    [Fact]
    public async Task Dialog_TypedCodeTooOld_SaysSoAndShowsAnother()
    {
        await using var bench = await PortalBench.OpenAsync();
        await bench.ShowAsync<LoginDialog>();
        bench.Screen.WaitForElement(".z-cannot-scan button");
        await bench.PressAsync("Ik kan niet scannen");
        var first = bench.Screen.WaitForElement(".z-typed-code").TextContent;
        // One countdown, of what ends first.
        Assert.Equal("Nog 1:00", Assert.Single(bench.Screen.FindAll(".z-countdown")).TextContent);
        await bench.PassAsync(TimeSpan.FromSeconds(1));
        bench.Screen.WaitForAssertion(() => Assert.Contains("0:59", bench.Screen.Find(".z-countdown").TextContent, StringComparison.Ordinal));

        await bench.PassAsync(TimeSpan.FromSeconds(59));
        bench.Screen.WaitForAssertion(() => Assert.Contains("Deze code is verlopen", bench.Screen.Find(".z-cannot-scan [role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(bench.Screen.FindAll(".z-typed-code"));
        Assert.Equal("Nog 1:00", Assert.Single(bench.Screen.FindAll(".z-countdown")).TextContent);

        await bench.PressAsync("Toon een nieuwe code");
        Assert.NotEqual(first, bench.Screen.WaitForElement(".z-typed-code").TextContent);
    }

    [Fact]
    public async Task Dialog_NextQr_ForgetsTheCodeOfTheOneBefore()
    {
        await using var bench = await PortalBench.OpenAsync();
        await bench.ShowAsync<LoginDialog>();
        bench.Screen.WaitForElement(".z-cannot-scan button");
        await bench.PressAsync("Ik kan niet scannen");
        bench.Screen.WaitForElement(".z-typed-code");

        await bench.PassAsync(TimeSpan.FromSeconds(120));

        bench.Screen.WaitForAssertion(() => Assert.Equal("Ik kan niet scannen", bench.Screen.Find(".z-cannot-scan button").TextContent.Trim()));
        Assert.Equal(2, Count(bench));
    }

    [Fact]
    public async Task Dialog_NoCodeCanBeMade_SaysSo()
    {
        await using var bench = await PortalBench.OpenAsync();
        await bench.ShowAsync<LoginDialog>();
        bench.Screen.WaitForElement(".z-cannot-scan button");
        await bench.Portal.ExecuteAsync("ALTER TABLE QrSessions RENAME TO Hidden");

        await bench.PressAsync("Ik kan niet scannen");

        bench.Screen.WaitForAssertion(() => Assert.Contains("geen code", bench.Screen.Find(".z-cannot-scan [role=alert]").TextContent, StringComparison.Ordinal));
    }

    private static async Task<TestQr> QrAsync(PortalBench bench) =>
        await bench.Portal.LoginQrAsync((await bench.Portal.QueryAsync(db => db.QrSessions.SingleAsync(s => s.Kind == SessionKind.Login))).Id.Value);

    private static string Drawn(PortalBench bench) => bench.Screen.Find(".z-qr svg").InnerHtml;

    private static int Count(PortalBench bench) => bench.Portal.QueryAsync(db => db.QrSessions.CountAsync(s => s.Kind == SessionKind.Login)).Result;
}
