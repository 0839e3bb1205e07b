using Bunit;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Sessions;
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

        bench.Screen.WaitForAssertion(() => Assert.Contains("Weigeren", bench.Screen.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Contains("Nieuwe QR-code", bench.Screen.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dialog_Cancelled_EndsTheSession()
    {
        await using var bench = await PortalBench.OpenAsync();
        var dialog = await bench.ShowAsync<LoginDialog>();
        bench.Screen.WaitForElement(".z-qr svg");
        var qr = await QrAsync(bench);

        Assert.True(SessionId.TryParse(qr.Sid, out var sid));
        using var hints = bench.Portal.Get<ISessionEvents>().Subscribe(sid);
        bench.Screen.FindAll("button").Single(b => b.TextContent.Trim() == "Annuleren").Click();

        Assert.True((await dialog.Result)!.Canceled);
        await hints.WaitAsync(TimeSpan.FromMinutes(1), Xunit.TestContext.Current.CancellationToken);
        Assert.Equal(SessionState.Cancelled, (await bench.Portal.SessionAsync(qr.Sid)).State);
    }

    private static async Task<TestQr> QrAsync(PortalBench bench) =>
        await bench.Portal.LoginQrAsync((await bench.Portal.QueryAsync(db => db.QrSessions.SingleAsync(s => s.Kind == SessionKind.Login))).Id.Value);
}
