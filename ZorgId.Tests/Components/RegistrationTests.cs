using Bunit;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using ZorgId.Core.Accounts;
using ZorgId.Core.Sessions;
using ZorgId.Tests.Support;
using ZorgId.Web.Portal.Registration;

namespace ZorgId.Tests.Components;

public sealed class RegistrationTests
{
    [Fact]
    public async Task Form_FaultsThenGood_NamesThemBesideTheFieldsAndRegistersOnce()
    {
        await using var bench = await PortalBench.OpenAsync();
        var phone = await bench.Portal.SeedAdministratorAsync();
        var key = await bench.Portal.LogInAsync(phone);
        bench.SignIn(key);
        var actor = (await bench.Portal.FindActorAsync(key))!;
        var dialog = await bench.ShowAsync<RegistrationDialog>(new DialogParameters<RegistrationDialog> { { d => d.Organisations, actor.Organisations } });

        bench.Screen.WaitForElement("#voornaam").Change("Nienke");
        bench.Screen.Find("#geboortedatum").Change("31-02-1991");
        bench.Screen.Find("form").Submit();
        bench.Screen.WaitForAssertion(() => Assert.Contains("Vul de achternaam in.", bench.Screen.Markup, StringComparison.Ordinal));
        Assert.Contains("Dit is geen datum.", bench.Screen.Markup, StringComparison.Ordinal);
        Assert.Equal("Nienke", bench.Screen.Find("#voornaam").GetAttribute("value"));

        bench.Screen.Find("#achternaam").Change("van der Berg");
        bench.Screen.Find("#geboortedatum").Change("1-2-1991");
        bench.Screen.Find("#geboorteplaats").Change("Groningen");
        bench.Screen.Find("form").Submit();

        var registered = Assert.IsType<RegisteredUser>((await dialog.Result)!.Data);
        Assert.Equal("Nienke van der Berg", registered.Name);
        var account = await bench.Portal.QueryAsync(db => db.Accounts.Include(a => a.Memberships).SingleAsync(a => a.RegisteredBy != null));
        Assert.Equal(Role.Signer, Assert.Single(account.Memberships).Role);
    }

    [Fact]
    public async Task Popup_PhoneClaimsAndAccepts_ForgetsItsQrAndClosesItself()
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
    public async Task Popup_Closed_LeavesTheSessionOpen()
    {
        await using var bench = await PortalBench.OpenAsync();
        var qr = await bench.Portal.AddAdministratorAsync();
        var dialog = await bench.ShowAsync<EnrollmentDialog>(Parameters(qr));
        bench.Screen.WaitForElement(".z-qr svg");

        bench.Screen.FindAll("button").Single(b => b.TextContent.Trim() == "Sluiten").Click();

        Assert.True((await dialog.Result)!.Canceled);
        Assert.Equal(SessionState.Open, (await bench.Portal.SessionAsync(qr.Sid)).State);
    }

    private static DialogParameters<EnrollmentDialog> Parameters(TestQr qr)
    {
        Assert.True(SessionId.TryParse(qr.Sid, out var sid));
        return new() { { d => d.Enrollment, new OpenedEnrollment(sid, qr.ToString(), []) }, { d => d.Name, "Els Smit" } };
    }
}
