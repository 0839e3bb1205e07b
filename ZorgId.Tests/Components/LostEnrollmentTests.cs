using Bunit;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Tests.Support;
using ZorgId.Web.Portal.Shell;
using ZorgId.Web.Portal.Users;

namespace ZorgId.Tests.Components;

/// <summary>The overview after a page whose popup with a QR went from under its person: the browser has kept the sid, the row tells the rest.</summary>
public sealed class LostEnrollmentTests
{
    [Fact]
    public async Task Overview_QrNotScanned_SaysWhoseIsGoneAndMakesANewOne()
    {
        await using var bench = await PortalBench.OpenAsync();
        var qr = await LoseAsync(bench);

        var page = bench.Show<OverviewPage>();

        var news = page.WaitForElement(".z-news");
        Assert.Contains("De QR-code voor Anna van der Berg is niet meer te zien", news.TextContent, StringComparison.Ordinal);
        await page.InvokeAsync(() => page.FindAll(".z-news button").Single(b => b.TextContent.Trim() == "Nieuwe QR-code").Click());
        bench.Screen.WaitForElement(".z-qr svg");
        Assert.NotEqual(qr.Sid, bench.Screen.FindComponent<EnrollmentDialog>().Instance.Enrollment.Sid.Value);

        await bench.PressAsync("Sluiten");
        await bench.PressAsync("Toch sluiten");
        await bench.PassAsync(TimeSpan.FromSeconds(10));
        await bench.UntilAsync(() => bench.DisconnectScript.Invocations["forgetLeft"].Count > 0);
        Assert.Empty(page.FindAll(".z-news"));
    }

    [Fact]
    public async Task Overview_QrScanned_ShowsTheDigitsAndThenTheAcceptance()
    {
        await using var bench = await PortalBench.OpenAsync();
        var qr = await LoseAsync(bench);
        var phone = new TestPhone();
        var nonce = await bench.Portal.MustClaimAsync(phone, qr);
        var digits = (await bench.Portal.SessionAsync(qr.Sid)).VerificationCode;

        var page = bench.Show<OverviewPage>();

        Assert.Contains($"Staan de cijfers {digits} ook op die telefoon?", page.WaitForElement(".z-news").TextContent, StringComparison.Ordinal);
        Xunit.Assert.Answered(await bench.Portal.AcceptAsync(phone, qr, nonce));
        await bench.PassAsync(TimeSpan.FromSeconds(10));
        page.WaitForAssertion(() => Assert.Contains("Anna van der Berg is nu geregistreerd", page.Find(".z-news").TextContent, StringComparison.Ordinal));
        Assert.Single(page.FindAll(".z-news"));
    }

    [Fact]
    public async Task Overview_AcceptedMeanwhile_SaysThatInstead()
    {
        await using var bench = await PortalBench.OpenAsync();
        await bench.Portal.AcceptAsync(new TestPhone(), await LoseAsync(bench));

        var page = bench.Show<OverviewPage>();

        Assert.Contains("Anna van der Berg is nu geregistreerd", page.WaitForElement(".z-news").TextContent, StringComparison.Ordinal);
        Assert.Equal([DisconnectScript.Enrollment], Assert.Single(bench.DisconnectScript.Invocations["forgetLeft"]).Arguments);
    }

    [Fact]
    public async Task Overview_RefusedMeanwhile_SaysThatItWorksNoMore()
    {
        await using var bench = await PortalBench.OpenAsync();
        var qr = await LoseAsync(bench);
        var phone = new TestPhone();
        await bench.Portal.RefuseAsync(phone, qr, await bench.Portal.MustClaimAsync(phone, qr));

        var page = bench.Show<OverviewPage>();

        Assert.Contains("De QR-code voor Anna van der Berg werkt niet meer", page.WaitForElement(".z-news").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_StoreUnreadable_TellsOnceItCan()
    {
        await using var bench = await PortalBench.OpenAsync();
        await LoseAsync(bench);
        await bench.Portal.ExecuteAsync("ALTER TABLE QrSessions RENAME TO Hidden");
        var page = bench.Show<OverviewPage>();
        await bench.UntilAsync(() => bench.Failures > 0);
        Assert.Empty(page.FindAll(".z-news"));

        await bench.Portal.ExecuteAsync("ALTER TABLE Hidden RENAME TO QrSessions");
        await bench.PassAsync(TimeSpan.FromSeconds(10));

        page.WaitForElement(".z-news");
    }

    [Fact]
    public async Task Overview_OpenedBySomeoneElse_SaysNothing()
    {
        await using var bench = await PortalBench.OpenAsync();
        await LoseAsync(bench);
        // Another beheerder of the same organisation sits down at this tab.
        bench.SignIn(await bench.Portal.LogInAsync(await bench.Portal.SeedAdministratorAsync(Seed.Administrator(Seed.Other))));

        var page = bench.Show<OverviewPage>();

        page.WaitForAssertion(() => Assert.Contains("Anna van der Berg", page.Markup, StringComparison.Ordinal));
        await bench.UntilAsync(() => bench.DisconnectScript.Invocations["forgetLeft"].Count > 0);
        Assert.Empty(page.FindAll(".z-news"));
    }

    // The session guard leads the page away; who logs in again has to hear of their QR.
    [Fact]
    public async Task Overview_LoginOverBeforeTheNextLook_ForgetsNothing()
    {
        await using var bench = await PortalBench.OpenAsync();
        await LoseAsync(bench);
        var page = bench.Show<OverviewPage>();
        page.WaitForElement(".z-news");

        await bench.Portal.QueryAsync(db => db.PortalSessions.ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, bench.Portal.Now)));
        await page.InvokeAsync(() => page.FindComponent<UserListPanel>().Instance.RefreshAsync());

        Assert.NotEmpty(page.FindAll(".z-news"));
        Assert.Empty(bench.DisconnectScript.Invocations["forgetLeft"]);
    }

    [Fact]
    public async Task Overview_QrOfSomeoneActive_MarksNobodyAsNew()
    {
        await using var bench = await PortalBench.OpenAsync();
        var qr = await LoseAsync(bench);
        await bench.Portal.SetStatusAsync((await bench.Portal.SessionAsync(qr.Sid)).AccountId!.Value, AccountStatus.Active);

        var page = bench.Show<OverviewPage>();

        page.WaitForElement(".z-news");
        page.WaitForAssertion(() => Assert.Contains("Anna van der Berg", page.Find("tbody").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".z-mark-new"));
    }

    /// <summary>Someone was registered, and the page with their QR has gone.</summary>
    private static async Task<TestQr> LoseAsync(PortalBench bench)
    {
        var key = await bench.Portal.LogInAsync(await bench.Portal.SeedAdministratorAsync());
        bench.SignIn(key);
        var actor = (await bench.Portal.FindActorAsync(key))!;
        var qr = TestQr.Parse((await bench.Portal.RegisterAsync(actor, Seed.Form(actor))).Opened!.QrText);
        bench.DisconnectScript.Setup<string?>("findLeft", DisconnectScript.Enrollment).SetResult(qr.Sid);
        return qr;
    }
}
