using Bunit;
using MudBlazor;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;
using ZorgId.Web.Portal.Users;

namespace ZorgId.Tests.Components;

public sealed class EnrollmentDialogTests
{
    [Fact]
    public async Task StoreUnreadable_SaysSoAndGoesOn()
    {
        await using var bench = await PortalBench.OpenAsync();
        var qr = await bench.Portal.AddAdministratorAsync();
        var dialog = await bench.ShowAsync<EnrollmentDialog>(Parameters(qr));
        bench.Screen.WaitForElement(".z-qr svg");

        await bench.Portal.ExecuteAsync("ALTER TABLE QrSessions RENAME TO Hidden");
        await bench.PassAsync(TimeSpan.FromSeconds(1));
        bench.Screen.WaitForAssertion(() => Assert.Contains("blijven het proberen", bench.Screen.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Single(bench.Screen.FindAll(".z-qr svg"));
        await bench.PressAsync("Ik kan niet scannen");
        bench.Screen.WaitForAssertion(() => Assert.Contains("Er kan nu geen code worden getoond.", bench.Screen.Find(".z-cannot-scan [role=alert]").TextContent, StringComparison.Ordinal));

        await bench.Portal.ExecuteAsync("ALTER TABLE Hidden RENAME TO QrSessions");
        await bench.PassAsync(TimeSpan.FromSeconds(1));
        bench.Screen.WaitForAssertion(() => Assert.Empty(bench.Screen.FindAll(".z-alarm")));
        await bench.PressAsync("Ik kan niet scannen");
        bench.Screen.WaitForElement(".z-typed-code");
        await bench.Portal.AcceptAsync(new TestPhone(), qr);
        Assert.IsType<EnrollmentView>((await dialog.Result)!.Data);
    }

    [Fact]
    public async Task PhoneClaimsAndAccepts_ForgetsItsQrAndClosesItself()
    {
        await using var bench = await PortalBench.OpenAsync();
        var qr = await bench.Portal.AddAdministratorAsync();
        var dialog = await bench.ShowAsync<EnrollmentDialog>(Parameters(qr));
        bench.Screen.WaitForElement(".z-qr svg");
        Assert.Contains("Let op: de QR-code wordt slechts eenmaal getoond", bench.Screen.Markup, StringComparison.Ordinal);
        Assert.Equal(5, bench.Screen.FindAll(".z-steps li").Count);

        var phone = new TestPhone();
        var nonce = await bench.Portal.MustClaimAsync(phone, qr);
        bench.Screen.WaitForElement(".z-digits");
        Assert.Empty(bench.Screen.FindAll(".z-qr"));

        Assert.Answered(await bench.Portal.AcceptAsync(phone, qr, nonce));
        var accepted = Assert.IsType<EnrollmentView>((await dialog.Result)!.Data);
        Assert.Equal(phone.DeviceName, accepted.DeviceName);
    }

    [Fact]
    public async Task Close_NobodyHasScanned_AsksFirstAndLeavesTheSessionOpen()
    {
        await using var bench = await PortalBench.OpenAsync();
        var qr = await bench.Portal.AddAdministratorAsync();
        var dialog = await bench.ShowAsync<EnrollmentDialog>(Parameters(qr));
        bench.Screen.WaitForElement(".z-qr svg");

        // The filled button is the next step, and closing is none.
        Assert.Empty(bench.Screen.FindAll(".mud-dialog-actions .mud-button-filled"));
        await bench.PressAsync("Sluiten");
        Assert.Equal("Er is nog niet gescand. De QR-code verdwijnt.", bench.Screen.Find(".z-ask").TextContent);
        Assert.Single(bench.Screen.FindAll(".z-qr svg"));
        await bench.PressAsync("Terug");
        Assert.Single(bench.Screen.FindAll(".z-qr svg"));
        await bench.PressAsync("Sluiten");
        await bench.PressAsync("Toch sluiten");

        Assert.True((await dialog.Result)!.Canceled);
        Assert.Equal(SessionState.Open, (await bench.Portal.SessionAsync(qr.Sid)).State);
    }

    [Fact]
    public async Task Close_AskedWhileThePhoneScans_NoLongerAsks()
    {
        await using var bench = await PortalBench.OpenAsync();
        var qr = await bench.Portal.AddAdministratorAsync();
        var dialog = await bench.ShowAsync<EnrollmentDialog>(Parameters(qr));
        bench.Screen.WaitForElement(".z-qr svg");
        await bench.PressAsync("Sluiten");
        bench.Screen.WaitForElement(".z-ask");

        await bench.Portal.MustClaimAsync(new TestPhone(), qr);
        bench.Screen.WaitForElement(".z-digits");
        Assert.Empty(bench.Screen.FindAll(".z-ask"));
        await bench.PressAsync("Sluiten");

        Assert.True((await dialog.Result)!.Canceled);
    }

    [Fact]
    public async Task CannotScan_ShowsACodeForTheNewPhoneAndForgetsItOnceScanned()
    {
        await using var bench = await PortalBench.OpenAsync();
        var qr = await bench.Portal.AddAdministratorAsync();
        await bench.ShowAsync<EnrollmentDialog>(Parameters(qr));
        bench.Screen.WaitForElement(".z-cannot-scan button");
        Assert.Empty(bench.Screen.FindAll(".z-typed-code"));

        await bench.PressAsync("Ik kan niet scannen");
        var typed = bench.Screen.WaitForElement(".z-typed-code").TextContent;
        // It lasts as long as the QR beside it, whose countdown stands there.
        Assert.Single(bench.Screen.FindAll(".z-countdown"));

        var phone = new TestPhone();
        await bench.Portal.MustClaimAsync(phone, await bench.Portal.MustTypeAsync(phone, typed));
        bench.Screen.WaitForElement(".z-digits");
        Assert.DoesNotContain(typed, bench.Screen.Markup, StringComparison.Ordinal);
    }

    private static DialogParameters<EnrollmentDialog> Parameters(TestQr qr)
    {
        Assert.True(SessionId.TryParse(qr.Sid, out var sid));
        return new() { { d => d.Enrollment, new OpenedEnrollment(sid, qr.ToString()) }, { d => d.Name, "Els Smit" } };
    }
}
