using Bunit;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;
using ZorgId.Web.Portal.Users;

namespace ZorgId.Tests.Components;

/// <summary>The overview while there is nothing to show yet, or nothing that can be read.</summary>
public sealed class OverviewTests
{
    [Fact]
    public async Task Overview_NotReadYet_SaysThatItIsLoading()
    {
        await using var bench = await PortalBench.OpenAsync();
        bench.Browser.SetAuthorizing();

        var page = bench.Show<OverviewPage>();

        Assert.Equal("Bezig met laden…", page.Find(".z-wait").GetAttribute("aria-label"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Overview_StoreUnreadable_SaysSoAndTriesAgain(bool byPerson)
    {
        await using var bench = await PortalBench.OpenAsync();
        await SignInAsync(bench);
        await bench.Portal.ExecuteAsync("ALTER TABLE Organisations RENAME TO Hidden");
        var page = bench.Show<OverviewPage>();
        page.WaitForAssertion(() => Assert.Contains("Het overzicht kan nu niet worden geladen.", page.Find(".z-empty[role=alert]").TextContent, StringComparison.Ordinal));

        await bench.Portal.ExecuteAsync("ALTER TABLE Hidden RENAME TO Organisations");
        if (byPerson)
            await page.InvokeAsync(() => page.Find(".z-empty button").Click());
        else
            await bench.PassAsync(TimeSpan.FromSeconds(10));
        page.WaitForAssertion(() => Assert.Contains("Bea Jansen", page.Markup, StringComparison.Ordinal));
        if (byPerson)
        {
            // The page's own next try, which is one too many, leads on to the hints that it waits for.
            await bench.PassAsync(TimeSpan.FromSeconds(10));
        }

        // What stands there stays, when the store fails later.
        await bench.Portal.ExecuteAsync("ALTER TABLE Organisations RENAME TO Hidden");
        var failures = bench.Failures;
        await bench.PassAsync(TimeSpan.FromSeconds(10));
        await bench.UntilAsync(() => bench.Failures > failures);
        Assert.Contains("Bea Jansen", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_LoadedByItself_KeepsNobodyLoggedIn()
    {
        await using var bench = await PortalBench.OpenAsync();
        await SignInAsync(bench);
        await bench.PassAsync(TimeSpan.FromMinutes(10));

        var page = bench.Show<OverviewPage>();
        page.WaitForAssertion(() => Assert.Contains("Bea Jansen", page.Markup, StringComparison.Ordinal));

        Assert.Equal(bench.Portal.Now.AddMinutes(-10), await bench.Portal.QueryAsync(db => db.PortalSessions.Select(s => s.LastActiveAt).SingleAsync()));
    }

    [Fact]
    public async Task Register_PressedTwice_ShowsOneForm()
    {
        await using var bench = await PortalBench.OpenAsync();
        await SignInAsync(bench);
        var page = bench.Show<OverviewPage>();
        page.WaitForAssertion(() => Assert.Contains("Bea Jansen", page.Markup, StringComparison.Ordinal));

        await bench.PressTwiceAsync(page.FindComponents<MudButton>().Single(b => b.Markup.Contains("Registreren", StringComparison.Ordinal)));

        bench.Screen.WaitForElement("#voornaam");
        Assert.Single(bench.Screen.FindComponents<RegistrationDialog>());
        await bench.PressAsync("Annuleren");
        await page.InvokeAsync(() => page.FindComponents<MudButton>()[0].Find("button").Click());
        bench.Screen.WaitForElement("#voornaam");
    }

    [Fact]
    public async Task NewQr_PressedTwice_OpensOneEnrollment()
    {
        await using var bench = await PortalBench.OpenAsync();
        var (page, _) = await ShowWaitingUserAsync(bench);

        await bench.PressTwiceAsync(RenewOf(page));

        bench.Screen.WaitForElement(".z-qr svg");
        Assert.Single(bench.Screen.FindComponents<EnrollmentDialog>());
        // The one of the registration, and this one.
        Assert.Equal(2, await bench.Portal.QueryAsync(db => db.QrSessions.CountAsync(s => s.Kind == SessionKind.Enrollment && s.OpenedBy != null)));
    }

    [Fact]
    public async Task News_SecondPhoneWasTurnedAway_StillWarnsBesideTheWayBack()
    {
        await using var bench = await PortalBench.OpenAsync();
        var (page, _) = await ShowWaitingUserAsync(bench);
        await page.InvokeAsync(() => RenewOf(page).Find("button").Click());
        bench.Screen.WaitForElement(".z-qr svg");
        var qr = TestQr.Parse(bench.Screen.FindComponent<EnrollmentDialog>().Instance.Enrollment.QrText);
        var (first, second) = (new TestPhone(), new TestPhone());
        var nonce = await bench.Portal.MustClaimAsync(first, qr);
        await bench.Portal.ClaimAsync(second, qr, client: "198.51.100.9");

        Xunit.Assert.Answered(await bench.Portal.AcceptAsync(first, qr, nonce));

        var news = page.WaitForElement(".z-news");
        Assert.Contains("mud-alert-outlined-warning", news.ClassName, StringComparison.Ordinal);
        Assert.Contains("198.51.100.9", news.QuerySelector(".z-alarm")?.TextContent, StringComparison.Ordinal);
        Assert.Contains(TestPortal.PhoneClient, news.QuerySelector(".z-alarm")!.TextContent, StringComparison.Ordinal);

        // Their row is marked until its reader looks for something else.
        page.WaitForElement(".z-marked");
        await page.InvokeAsync(() => page.Find(".z-sort").Click());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".z-marked")));

        // Asked once before it acts; the first press takes nobody's phone away.
        await bench.PressTwiceAsync(ButtonOf(page, "Niet deze telefoon? Intrekken"));
        page.WaitForAssertion(() => Assert.Contains("intrekken? Anna van der Berg kan de app dan niet meer gebruiken.", page.Find(".z-news .z-ask").TextContent, StringComparison.Ordinal));
        await page.InvokeAsync(() => ButtonOf(page, "Terug").Find("button").Click());
        Assert.Equal(PhoneState.Active, (await bench.Portal.PhoneAsync(first)).State);

        await page.InvokeAsync(() => ButtonOf(page, "Niet deze telefoon? Intrekken").Find("button").Click());
        await bench.PressTwiceAsync(ButtonOf(page, "Intrekken"));
        page.WaitForAssertion(() => Assert.Contains("is ingetrokken", page.Find(".z-news").TextContent, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Equal(PhoneState.Revoked, bench.Portal.PhoneAsync(first).Result.State));
    }

    private static IRenderedComponent<MudButton> ButtonOf(IRenderedComponent<OverviewPage> page, string words) =>
        page.FindComponents<MudButton>().Single(b => b.Find("button").TextContent.Trim() == words);

    private static IRenderedComponent<MudButton> RenewOf(IRenderedComponent<OverviewPage> page) =>
        page.FindComponents<MudButton>().Single(b => b.Markup.Contains("Anna van der Berg", StringComparison.Ordinal));

    /// <summary>The overview, with someone who waits for a phone.</summary>
    private static async Task<(IRenderedComponent<OverviewPage> Page, TestActor Actor)> ShowWaitingUserAsync(PortalBench bench)
    {
        var key = await bench.Portal.LogInAsync(await bench.Portal.SeedAdministratorAsync());
        bench.SignIn(key);
        var actor = (await bench.Portal.FindActorAsync(key))!;
        await bench.Portal.RegisterAsync(actor, Seed.Form(actor));
        var page = bench.Show<OverviewPage>();
        page.WaitForAssertion(() => Assert.Contains("Anna van der Berg", page.Markup, StringComparison.Ordinal));
        return (page, actor);
    }

    private static async Task SignInAsync(PortalBench bench) =>
        bench.SignIn(await bench.Portal.LogInAsync(await bench.Portal.SeedAdministratorAsync()));
}
