using Bunit;
using MudBlazor;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;
using ZorgId.Tests.Support;
using ZorgId.Web.Demo;
using ZorgId.Web.Portal.Login;
using ZorgId.Web.Portal.Users;

namespace ZorgId.Tests.Components;

/// <summary>The database is away for a while: whatever is chosen says so, loses nothing, and does it when it is chosen again.</summary>
public sealed class DatabaseUnavailableTests
{
    private const string Away = "ALTER TABLE PortalSessions RENAME TO Hidden";
    private const string Back = "ALTER TABLE Hidden RENAME TO PortalSessions";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Search_Fails_KeepsWhatWasTypedAndFindsItLater(bool byPerson)
    {
        await using var bench = await PortalBench.OpenAsync();
        var page = await ShowOverviewAsync(bench);
        await bench.Portal.ExecuteAsync(Away);

        await page.InvokeAsync(() => page.FindComponent<MudTextField<string>>().Instance.ValueChanged.InvokeAsync("berg"));
        page.WaitForAssertion(() => Assert.Contains("Het overzicht kan nu niet worden geladen.", page.Find(".z-empty[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("berg", page.Find("#zoeken").GetAttribute("value"));
        Assert.Empty(page.Find(".z-count").TextContent.Trim());

        await bench.Portal.ExecuteAsync(Back);
        if (byPerson)
            await page.InvokeAsync(() => page.Find(".z-empty button").Click());
        else
            await bench.PassAsync(TimeSpan.FromSeconds(10));
        page.WaitForAssertion(() => Assert.Equal(["Anna van der Berg"], page.FindAll(".z-name").Select(name => name.TextContent)));
        Assert.Equal("berg", page.Find("#zoeken").GetAttribute("value"));
    }

    [Fact]
    public async Task Register_Fails_SaysSoAndOpensTheFormLater()
    {
        await using var bench = await PortalBench.OpenAsync();
        var page = await ShowOverviewAsync(bench);
        await bench.Portal.ExecuteAsync(Away);

        await PressAsync(page, "Registreren");
        bench.Screen.WaitForAssertion(() => Assert.Contains("Registreren lukt nu niet.", bench.Screen.Markup, StringComparison.Ordinal));
        await bench.PressAsync("Sluiten");

        await bench.Portal.ExecuteAsync(Back);
        await PressAsync(page, "Registreren");
        bench.Screen.WaitForElement("#voornaam");
    }

    [Fact]
    public async Task NewQr_Fails_SaysSoAndShowsOneLater()
    {
        await using var bench = await PortalBench.OpenAsync();
        var page = await ShowOverviewAsync(bench);
        await bench.Portal.ExecuteAsync(Away);

        await RenewAsync(page);
        bench.Screen.WaitForAssertion(() => Assert.Contains("niet gelukt om een nieuwe QR-code te maken", bench.Screen.Markup, StringComparison.Ordinal));
        await bench.PressAsync("Sluiten");

        await bench.Portal.ExecuteAsync(Back);
        await RenewAsync(page);
        bench.Screen.WaitForElement(".z-qr svg");
    }

    [Fact]
    public async Task Revoke_Fails_SaysSoAndRevokesLater()
    {
        await using var bench = await PortalBench.OpenAsync();
        var page = await ShowOverviewAsync(bench);
        var phone = new TestPhone();
        await RenewAsync(page);
        bench.Screen.WaitForElement(".z-qr svg");
        await bench.Portal.AcceptAsync(phone, TestQr.Parse(bench.Screen.FindComponent<EnrollmentDialog>().Instance.Enrollment.QrText));
        page.WaitForElement(".z-news");
        await bench.Portal.ExecuteAsync(Away);

        await PressAsync(page, "Niet deze telefoon? Intrekken");
        await PressAsync(page, "Intrekken");
        page.WaitForAssertion(() => Assert.Contains("De telefoon kan nu niet worden ingetrokken.", page.Find(".z-news [role=alert]").TextContent, StringComparison.Ordinal));

        await bench.Portal.ExecuteAsync(Back);
        await PressAsync(page, "Niet deze telefoon? Intrekken");
        await PressAsync(page, "Intrekken");
        page.WaitForAssertion(() => Assert.Contains("is ingetrokken", page.Find(".z-news").TextContent, StringComparison.Ordinal));
        Assert.Equal(PhoneState.Revoked, (await bench.Portal.PhoneAsync(phone)).State);
    }

    [Fact]
    public async Task LoginPage_WhoIsThereUnreadable_OpensTheDialogThatRecovers()
    {
        await using var bench = await PortalBench.OpenAsync();
        bench.SignIn(await bench.Portal.LogInAsync(await bench.Portal.SeedAdministratorAsync()));
        await bench.Portal.ExecuteAsync(Away);
        await bench.Portal.ExecuteAsync("ALTER TABLE QrSessions RENAME TO HiddenQr");

        var page = bench.Show<LoginPage>();
        bench.Screen.WaitForAssertion(() => Assert.Contains("kan nu geen QR-code maken", bench.Screen.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        await bench.PressAsync("Nieuwe QR-code");
        bench.Screen.WaitForAssertion(() => Assert.Contains("kan nu geen QR-code maken", bench.Screen.Find("[role=alert]").TextContent, StringComparison.Ordinal));

        await bench.Portal.ExecuteAsync("ALTER TABLE HiddenQr RENAME TO QrSessions");
        await bench.PressAsync("Nieuwe QR-code");
        bench.Screen.WaitForElement(".z-qr svg");

        // Left and opened again: the page has not stayed busy.
        await bench.PressAsync("Annuleren");
        await page.InvokeAsync(() => page.FindAll("button").Single(b => b.TextContent.Trim() == "Log in met ZORG-ID Mobile App").Click());
        bench.Screen.WaitForElement(".z-qr svg");
    }

    [Fact]
    public async Task LoginDialog_QrCannotBeRenewed_ShowsNoDeadQrAndMakesOneLater()
    {
        await using var bench = await PortalBench.OpenAsync();
        await bench.ShowAsync<LoginDialog>();
        bench.Screen.WaitForElement(".z-qr svg");
        // Read it can be, written it cannot.
        await bench.Portal.ExecuteAsync("CREATE TRIGGER Full BEFORE INSERT ON QrSessions BEGIN SELECT RAISE(ABORT, 'full'); END");

        await bench.PassAsync(TimeSpan.FromSeconds(120));
        bench.Screen.WaitForAssertion(() => Assert.Contains("kan nu geen QR-code maken", bench.Screen.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(bench.Screen.FindAll(".z-qr"));

        await bench.Portal.ExecuteAsync("DROP TRIGGER Full");
        await bench.PressAsync("Nieuwe QR-code");
        bench.Screen.WaitForElement(".z-qr svg");
    }

    [Fact]
    public async Task DemoActivation_Fails_SaysSoAndShowsAQrLater()
    {
        await using var bench = await PortalBench.OpenAsync();
        await new DemoData(bench.Portal.Get<PortalTransactions>(), bench.Portal.Time).EnsureAsync(Xunit.TestContext.Current.CancellationToken);
        await bench.Portal.ExecuteAsync("ALTER TABLE QrSessions RENAME TO Hidden");

        var page = bench.Show<ActivationPage>();
        Assert.Contains("niet gelukt om een nieuwe QR-code te maken", page.WaitForElement("[role=alert]").TextContent, StringComparison.Ordinal);

        await bench.Portal.ExecuteAsync("ALTER TABLE Hidden RENAME TO QrSessions");
        await page.InvokeAsync(() => page.Find("button").Click());
        bench.Screen.WaitForElement(".z-qr svg");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=alert]")));
    }

    private static async Task<IRenderedComponent<OverviewPage>> ShowOverviewAsync(PortalBench bench)
    {
        var key = await bench.Portal.LogInAsync(await bench.Portal.SeedAdministratorAsync());
        bench.SignIn(key);
        var actor = (await bench.Portal.FindActorAsync(key))!;
        await bench.Portal.RegisterAsync(actor, Seed.Form(actor));
        var page = bench.Show<OverviewPage>();
        page.WaitForAssertion(() => Assert.Contains("Anna van der Berg", page.Markup, StringComparison.Ordinal));
        return page;
    }

    private static Task PressAsync(IRenderedComponent<OverviewPage> page, string words) =>
        page.InvokeAsync(() => page.FindAll("button").Single(b => b.TextContent.Trim() == words).Click());

    private static Task RenewAsync(IRenderedComponent<OverviewPage> page) =>
        page.InvokeAsync(() => page.FindAll(".z-row-actions button").Single(b => b.GetAttribute("aria-label")!.Contains("Anna van der Berg", StringComparison.Ordinal)).Click());
}
