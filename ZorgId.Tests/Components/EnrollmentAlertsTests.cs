using AngleSharp.Dom;
using Bunit;
using ZorgId.Core.Accounts;
using ZorgId.Core.Phones;
using ZorgId.Core.Users;
using ZorgId.Tests.Support;
using ZorgId.Web.Portal.Shell;
using ZorgId.Web.Portal.Users;

namespace ZorgId.Tests.Components;

/// <summary>A banner of the overview goes when it is no longer true, whoever made it so.</summary>
public sealed class EnrollmentAlertsTests
{
    private const string Anna = "Anna van der Berg";

    /// <summary>What somebody else does to the user whose phone has just accepted.</summary>
    public enum Elsewhere
    {
        TakesThePhoneBack,
        GivesANewPhone,
        GivesThePhoneUp,
        Blocks,
        Revokes,
    }

    [Theory]
    [InlineData(Elsewhere.TakesThePhoneBack)]
    [InlineData(Elsewhere.GivesANewPhone)]
    [InlineData(Elsewhere.GivesThePhoneUp)]
    [InlineData(Elsewhere.Blocks)]
    [InlineData(Elsewhere.Revokes)]
    public async Task Accepted_NoLongerSo_Goes(Elsewhere act)
    {
        await using var bench = await PortalBench.OpenAsync();
        var scene = await AcceptAsync(bench);

        await ActAsync(bench, scene, act);

        await NextRoundAsync(bench);
        scene.Page.WaitForAssertion(() => Assert.Empty(scene.Page.FindAll(".z-news")));
    }

    [Fact]
    public async Task Accepted_SomethingElseOpenedAndLeft_Stays()
    {
        await using var bench = await PortalBench.OpenAsync();
        var scene = await AcceptAsync(bench);

        await scene.Page.InvokeAsync(() => Button(scene.Page, "Registreren").Click());
        bench.Screen.WaitForElement("#voornaam");
        Assert.Single(scene.Page.FindAll(".z-news"));
        await bench.PressAsync("Annuleren");
        Assert.Single(scene.Page.FindAll(".z-news"));

        await scene.Page.InvokeAsync(() => Row(scene.Page).QuerySelector(".z-row-actions button")!.Click());
        bench.Screen.WaitForElement("[role=dialog]");
        await bench.PressAsync("Annuleren");
        Assert.Contains("Niet deze telefoon? Intrekken", scene.Page.Find(".z-news").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accepted_AColleagueShowsANewQr_StaysUntilThatIsAccepted()
    {
        await using var bench = await PortalBench.OpenAsync();
        var scene = await AcceptAsync(bench);

        await RenewAsync(bench, scene);

        await NextRoundAsync(bench);
        Assert.Single(scene.Page.FindAll(".z-news"));
    }

    [Theory]
    [InlineData(Elsewhere.GivesANewPhone)]
    [InlineData(Elsewhere.Blocks)]
    [InlineData(Elsewhere.Revokes)]
    public async Task TakenBack_NoLongerToBeMended_Goes(Elsewhere act)
    {
        await using var bench = await PortalBench.OpenAsync();
        var scene = await AcceptAsync(bench);
        await scene.Page.InvokeAsync(() => Button(scene.Page, "Niet deze telefoon? Intrekken").Click());
        await scene.Page.InvokeAsync(() => Button(scene.Page, "Intrekken").Click());
        scene.Page.WaitForAssertion(() => Assert.Contains("is ingetrokken", scene.Page.Find(".z-news").TextContent, StringComparison.Ordinal));
        await NextRoundAsync(bench);
        Assert.Contains("pas weer gebruiken na een nieuwe QR-code", scene.Page.Find(".z-news").TextContent, StringComparison.Ordinal);

        await ActAsync(bench, scene, act);

        await NextRoundAsync(bench);
        scene.Page.WaitForAssertion(() => Assert.Empty(scene.Page.FindAll(".z-news")));
    }

    [Theory]
    [InlineData(Elsewhere.GivesANewPhone)]
    [InlineData(Elsewhere.Blocks)]
    [InlineData(Elsewhere.Revokes)]
    public async Task Lost_ExpiredAndNoLongerToBeMended_Goes(Elsewhere act)
    {
        await using var bench = await PortalBench.OpenAsync();
        var (page, actor) = await ShowAsync(bench, isLost: true);
        var scene = new Scene(page, actor, await AccountAsync(bench, actor), new TestPhone());
        await bench.PassAsync(TimeSpan.FromMinutes(10));
        page.WaitForAssertion(() => Assert.Contains("werkt niet meer", page.Find(".z-news").TextContent, StringComparison.Ordinal));

        await ActAsync(bench, scene, act);

        await NextRoundAsync(bench);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".z-news")));
    }

    [Fact]
    public async Task LostForm_FormOpenedAgain_Goes()
    {
        await using var bench = await PortalBench.OpenAsync();
        bench.DisconnectScript.Setup<string?>("findLeft", DisconnectScript.Registration).SetResult("");
        var (page, _) = await ShowAsync(bench, isLost: false);
        Assert.Contains("Het registratieformulier is gesloten", page.WaitForElement(".z-news").TextContent, StringComparison.Ordinal);

        await page.InvokeAsync(() => Button(page, "Registreren").Click());
        bench.Screen.WaitForElement("#voornaam");

        Assert.Empty(page.FindAll(".z-news"));
        await bench.PressAsync("Annuleren");
        Assert.Empty(page.FindAll(".z-news"));
    }

    [Fact]
    public async Task NewQr_OfAUserWhosePinIsBlocked_AsksForNoPinThatIsBlocked()
    {
        await using var bench = await PortalBench.OpenAsync();
        var key = await bench.Portal.LogInAsync(await bench.Portal.SeedAdministratorAsync());
        bench.SignIn(key);
        var phone = await bench.Portal.SeedSignerAsync((await bench.Portal.FindActorAsync(key))!);
        await bench.Portal.BlockPinAsync(phone);
        var page = bench.Show<OverviewPage>();
        page.WaitForAssertion(() => Assert.Contains("PIN geblokkeerd", Row(page).QuerySelector(".z-status")?.TextContent, StringComparison.Ordinal));

        await page.InvokeAsync(() => Row(page).QuerySelector("button")!.Click());
        bench.Screen.WaitForAssertion(() => Assert.Contains($"De PIN van {Anna} is geblokkeerd.", bench.Screen.Markup, StringComparison.Ordinal));
        await bench.PressAsync("Nieuwe QR-code");

        bench.Screen.WaitForElement(".z-qr svg");
        var steps = bench.Screen.FindAll(".z-steps li").Select(li => li.TextContent).ToList();
        Assert.DoesNotContain(steps, step => step.Contains("Voer de PIN in", StringComparison.Ordinal));
        Assert.Contains("Kies een nieuwe PIN.", steps);
    }

    [Fact]
    public async Task Closed_QrNotScanned_TheRowSaysSoAndOffersANewOne()
    {
        await using var bench = await PortalBench.OpenAsync();
        var (page, _) = await ShowAsync(bench, isLost: false);

        Assert.Equal("QR-code getoond om 11:00. Scannen kan tot 11:10.", Row(page).QuerySelector(".z-row-note")?.TextContent);
        var button = Row(page).QuerySelector(".z-row-actions button")!;
        Assert.Equal("Nieuwe QR-code", button.TextContent.Trim());
        Assert.StartsWith($"Nieuwe QR-code voor {Anna}", button.GetAttribute("aria-label"), StringComparison.Ordinal);

        await bench.PassAsync(TimeSpan.FromMinutes(10));
        page.WaitForAssertion(() => Assert.Equal("QR-code van 11:00 is verlopen. Er is geen telefoon mee geregistreerd.", Row(page).QuerySelector(".z-row-note")?.TextContent));
    }

    [Fact]
    public async Task Closed_AfterAPhoneAcceptedUnheard_IsToldAtOnce()
    {
        await using var bench = await PortalBench.OpenAsync();
        var (page, _) = await ShowAsync(bench, isLost: false);
        await page.InvokeAsync(() => Row(page).QuerySelector(".z-row-actions button")!.Click());
        bench.Screen.WaitForElement(".z-qr svg");
        var qr = TestQr.Parse(bench.Screen.FindComponent<EnrollmentDialog>().Instance.Enrollment.QrText);
        bench.Portal.Events.IsLosing = true;
        await bench.Portal.AcceptAsync(new TestPhone(), qr);

        await bench.PressAsync("Sluiten");
        await bench.PressAsync("Toch sluiten");

        page.WaitForAssertion(() => Assert.Contains($"{Anna} is nu geregistreerd", page.Find(".z-news").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stolen_AnotherPhoneShowsTheCodeAfterwards_StaysUntilItIsAnswered()
    {
        await using var bench = await PortalBench.OpenAsync();
        var (scene, qr) = await AcceptWithQrAsync(bench);
        await scene.Page.InvokeAsync(() => scene.Page.Find(".z-news .mud-alert-close button").Click());
        Assert.Empty(scene.Page.FindAll(".z-news"));

        Xunit.Assert.Closed("accepted", await bench.Portal.ClaimAsync(new TestPhone(), qr));

        await NextRoundAsync(bench);
        scene.Page.WaitForAssertion(() => Assert.Contains("een andere telefoon heeft deze QR-code ook gescand", scene.Page.Find(".z-news").TextContent, StringComparison.Ordinal));
        Assert.Empty(scene.Page.FindAll(".z-news .mud-alert-close"));
        Assert.NotNull(Button(scene.Page, "Niet deze telefoon? Intrekken"));
        // Another question, opened and cancelled, takes nothing away.
        await scene.Page.InvokeAsync(() => Button(scene.Page, "Registreren").Click());
        bench.Screen.WaitForElement("#voornaam");
        await bench.PressAsync("Annuleren");
        Assert.Single(scene.Page.FindAll(".z-news"));

        await scene.Page.InvokeAsync(() => Button(scene.Page, "Ja, dit is de juiste telefoon").Click());

        scene.Page.WaitForAssertion(() => Assert.Empty(scene.Page.FindAll(".z-news")));
        await NextRoundAsync(bench);
        Assert.Empty(scene.Page.FindAll(".z-news"));
    }

    [Fact]
    public async Task Stolen_TakenBack_OffersANewQr()
    {
        await using var bench = await PortalBench.OpenAsync();
        var (scene, qr) = await AcceptWithQrAsync(bench);
        await bench.Portal.ClaimAsync(new TestPhone(), qr);
        await NextRoundAsync(bench);
        scene.Page.WaitForAssertion(() => Assert.NotNull(Button(scene.Page, "Ja, dit is de juiste telefoon")));

        await scene.Page.InvokeAsync(() => Button(scene.Page, "Niet deze telefoon? Intrekken").Click());
        await scene.Page.InvokeAsync(() => Button(scene.Page, "Intrekken").Click());

        scene.Page.WaitForAssertion(() => Assert.Contains("is ingetrokken", Assert.Single(scene.Page.FindAll(".z-news")).TextContent, StringComparison.Ordinal));
        Assert.Equal(PhoneState.Revoked, (await bench.Portal.PhoneAsync(scene.Phone)).State);
    }

    private static IElement Row(IRenderedComponent<OverviewPage> page) =>
        page.FindAll("tbody tr").Single(row => row.TextContent.Contains(Anna, StringComparison.Ordinal));

    private static IElement Button(IRenderedComponent<OverviewPage> page, string words) =>
        page.FindAll("button").Single(b => b.TextContent.Trim() == words);

    private static async Task NextRoundAsync(PortalBench bench)
    {
        await bench.PassAsync(TimeSpan.FromSeconds(10));
        await bench.PassAsync(TimeSpan.FromSeconds(10));
    }

    private static async Task ActAsync(PortalBench bench, Scene scene, Elsewhere act)
    {
        switch (act)
        {
            case Elsewhere.TakesThePhoneBack:
                await bench.Portal.SetStateAsync(scene.Phone, PhoneState.Revoked);
                break;
            case Elsewhere.GivesANewPhone:
                await bench.Portal.AcceptAsync(new TestPhone(), await RenewAsync(bench, scene));
                break;
            case Elsewhere.GivesThePhoneUp:
                Xunit.Assert.Answered(await bench.Portal.LeaveAsync(scene.Phone, bench.Portal.NewNonce()));
                break;
            case Elsewhere.Blocks:
                await bench.Portal.SetStatusAsync(scene.Account, AccountStatus.Blocked);
                break;
            case Elsewhere.Revokes:
                await bench.Portal.SetStatusAsync(scene.Account, AccountStatus.Revoked);
                break;
        }
    }

    private static async Task<TestQr> RenewAsync(PortalBench bench, Scene scene) =>
        TestQr.Parse((await bench.Portal.Get<RenewEnrollment>().ExecuteAsync(scene.Actor, scene.Account, Xunit.TestContext.Current.CancellationToken))!.QrText);

    private static async Task<AccountId> AccountAsync(PortalBench bench, TestActor actor) =>
        (await bench.Portal.Get<UserDirectory>().FindAsync(actor, new UserQuery("berg"), Xunit.TestContext.Current.CancellationToken))!.Rows[0].AccountId;

    /// <summary>The overview with the banner of a phone that accepted: the page was loaded anew under the popup, which is the shortest way to it.</summary>
    private static async Task<Scene> AcceptAsync(PortalBench bench) => (await AcceptWithQrAsync(bench)).Scene;

    private static async Task<(Scene Scene, TestQr Qr)> AcceptWithQrAsync(PortalBench bench)
    {
        var phone = new TestPhone();
        TestQr? accepted = null;
        var (page, actor) = await ShowAsync(bench, isLost: true, phone, qr => accepted = qr);
        page.WaitForAssertion(() => Assert.Contains($"{Anna} is nu geregistreerd", page.Find(".z-news").TextContent, StringComparison.Ordinal));
        await bench.PassAsync(TimeSpan.FromSeconds(1));
        return (new(page, actor, (await bench.Portal.PhoneAsync(phone)).AccountId, phone), accepted!);
    }

    private static async Task<(IRenderedComponent<OverviewPage> Page, TestActor Actor)> ShowAsync(PortalBench bench, bool isLost, TestPhone? accepts = null, Action<TestQr>? opened = null)
    {
        var key = await bench.Portal.LogInAsync(await bench.Portal.SeedAdministratorAsync());
        bench.SignIn(key);
        var actor = (await bench.Portal.FindActorAsync(key))!;
        var qr = TestQr.Parse((await bench.Portal.RegisterAsync(actor, Seed.Form(actor))).Opened!.QrText);
        opened?.Invoke(qr);
        if (accepts is not null)
            await bench.Portal.AcceptAsync(accepts, qr);
        if (isLost)
            bench.DisconnectScript.Setup<string?>("findLeft", DisconnectScript.Enrollment).SetResult(qr.Sid);
        var page = bench.Show<OverviewPage>();
        page.WaitForAssertion(() => Assert.Contains(Anna, page.Markup, StringComparison.Ordinal));
        return (page, actor);
    }

    private sealed record Scene(IRenderedComponent<OverviewPage> Page, TestActor Actor, AccountId Account, TestPhone Phone);
}
