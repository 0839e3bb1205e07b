using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Crash;
using ZorgId.Tests.Support;
using ZorgId.Web.Platform.Requests;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Tests.Web.Portal;

/// <summary>The two posts that change who is logged in, from tabs of whatever age, and where a browser lands.</summary>
[Trait("Speed", "slow")]
public sealed class SignInAndOutTests(PortalServer server) : IClassFixture<PortalServer>
{
    private const string BrowserCookie = "__Host-zorgid-browser=this-browser";
    private const string Failed = "/portal?melding=verlopen";
    private const string LoggedOut = "/portal?melding=zelf-uitgelogd";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/portal/overzicht?pagina=2", "/portal/overzicht?pagina=2")]
    [InlineData("", "/portal/overzicht")]
    [InlineData("https://evil.example/portal/overzicht", "/portal/overzicht")]
    [InlineData("//evil.example", "/portal/overzicht")]
    [InlineData("/portal/uitloggen", "/portal/overzicht")]
    public async Task Complete_GoodTicket_LeadsToTheWantedPageOfThePortal(string from, string to)
    {
        var (_, ticket) = await AcceptedAsync();

        var answer = await CompleteAsync(ticket, from);

        Assert.Equal((HttpStatusCode.Redirect, to), (answer.StatusCode, answer.Header("Location")));
        Assert.NotNull(PortalCookie(answer));
    }

    [Fact]
    public async Task Cookies_OfTheLoginPage_ComeAlongFromAnotherSiteAndGoToNoScript()
    {
        var answer = await GetAsync("/portal/inloggen", cookies: null);

        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.Contains(cookies, c => c.StartsWith("__Host-zorgid-browser-", StringComparison.Ordinal));
        Assert.All(cookies, c => Assert.EndsWith("; path=/; secure; samesite=lax; httponly", c, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("; __Host-zorgid-browser-other=another-browser")]
    public async Task Cookie_CopiedWithoutItsBrowsersKey_OpensNothing_AndItsOwnerWorksOn(string otherKey)
    {
        var own = await LogInAsync();
        var copied = own.Split("; ")[0] + otherKey;

        var answer = await GetAsync("/portal/overzicht", copied);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/portal?", answer.Header("Location"), StringComparison.Ordinal);
        await PostAsync("/portal/uitloggen", [], copied, "same-origin");
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/portal/overzicht", own)).StatusCode);
    }

    [Theory]
    [InlineData("__Host-zorgid-browser-other=another-browser", null)]
    [InlineData(BrowserCookie, "cross-site")]
    [InlineData(BrowserCookie, "same-site")]
    public async Task Complete_FromElsewhere_UsesNothingAndSaysSo(string cookies, string? fetchSite)
    {
        var (sid, ticket) = await AcceptedAsync();

        var answer = await CompleteAsync(ticket, "/portal/overzicht?pagina=2", cookies, fetchSite);

        Assert.Equal((HttpStatusCode.Redirect, $"{Failed}&terug=%2Fportal%2Foverzicht%3Fpagina%3D2"), (answer.StatusCode, answer.Header("Location")));
        Assert.Null(PortalCookie(answer));
        Assert.Equal(SessionState.Accepted, await StateAsync(sid));
    }

    [Fact]
    public async Task Complete_WithoutAnyCookie_NamesThatAsTheReason()
    {
        var (sid, ticket) = await AcceptedAsync();

        var answer = await CompleteAsync(ticket, "", cookies: "");

        Assert.Equal("/portal?melding=cookies", answer.Header("Location"));
        Assert.Equal(SessionState.Accepted, await StateAsync(sid));
        Assert.Contains("uw browser bewaart geen cookies van dit portaal", await (await GetAsync("/portal?melding=cookies", "")).Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_BesideTheKeysOfOtherTabs_FindsItsOwn()
    {
        var (_, ticket) = await AcceptedAsync();

        var answer = await CompleteAsync(ticket, "", $"__Host-zorgid-browser-a=one-tab; {BrowserCookie}; __Host-zorgid-browser-b=another-tab");

        Assert.Equal("/portal/overzicht", answer.Header("Location"));
    }

    [Fact]
    public async Task Key_OfTheBrowser_IsLaidOnceAndByTheLoginPageOnly()
    {
        Assert.False((await GetAsync("/portal", "")).Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.Contains("-browser", StringComparison.Ordinal)));
        Assert.False((await GetAsync("/portal/inloggen", BrowserCookie)).Headers.TryGetValues("Set-Cookie", out cookies) && cookies.Any(c => c.Contains("-browser", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Complete_FromATabOlderThanALogin_UsesNothingAndSaysSo()
    {
        var cookie = await LogInAsync();
        var (sid, ticket) = await AcceptedAsync();

        var answer = await CompleteAsync(ticket, "", $"{BrowserCookie}; {cookie}");

        Assert.Equal(Failed, answer.Header("Location"));
        Assert.Equal(SessionState.Accepted, await StateAsync(sid));
        var start = await (await GetAsync(Failed, cookie)).Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("U bent in deze browser al ingelogd.", start, StringComparison.Ordinal);
        Assert.Contains("Naar het overzicht", start, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_WhileLoggedIn_EndsTheOlderSessionOfThisBrowser()
    {
        var older = await LogInAsync();
        var (_, ticket) = await AcceptedAsync((await PrincipalAsync(older)).PortalSession());

        var answer = await CompleteAsync(ticket, "", $"{BrowserCookie}; {older}");

        Assert.Equal("/portal/overzicht", answer.Header("Location"));
        Assert.Equal("/portal?terug=%2Fportal%2Foverzicht", (await GetAsync("/portal/overzicht", older)).Header("Location"));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/portal/overzicht", PortalCookie(answer))).StatusCode);
    }

    [Fact]
    public async Task Logout_FromHereWithoutAToken_LogsOut()
    {
        var cookie = await LogInAsync();

        var answer = await PostAsync("/portal/uitloggen", [], cookie, fetchSite: "same-origin");

        Assert.Equal((HttpStatusCode.Redirect, LoggedOut), (answer.StatusCode, answer.Header("Location")));
        Assert.Equal(HttpStatusCode.Redirect, (await GetAsync("/portal/overzicht", cookie)).StatusCode);
    }

    [Fact]
    public async Task Logout_ByThePerson_SaysSoWithoutAnAlarm()
    {
        var answer = await PostAsync("/portal/uitloggen", [], await LogInAsync(), fetchSite: "same-origin");

        var start = await (await GetAsync(answer.Header("Location")!, "")).Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("role=\"status\">U bent uitgelogd.<", start, StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"alert\"", start, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/portal", "/portal/overzicht")]
    [InlineData("/portal?terug=%2Fportal%2Foverzicht%3Fpagina%3D2", "/portal/overzicht?pagina=2")]
    [InlineData("/portal?terug=%2F%2Fevil.example", "/portal/overzicht")]
    [InlineData("/portal?melding=zelf-uitgelogd", "/portal/overzicht")]
    [InlineData("/portal?melding=uitgelogd", "/portal/overzicht")]
    [InlineData("/portal?melding=inactief&terug=%2Fportal%2Foverzicht", "/portal/overzicht")]
    [InlineData("/portal?melding=maximum", "/portal/overzicht")]
    [InlineData("/portal?melding=geen-toegang", "/portal/overzicht")]
    [InlineData("/portal?melding=onzin", "/portal/overzicht")]
    public async Task Start_WhileLoggedIn_LeadsOn(string start, string to)
    {
        var answer = await GetAsync(start, await LogInAsync());

        Assert.Equal((HttpStatusCode.Redirect, to), (answer.StatusCode, new Uri(new Uri(TestPortal.Productie), answer.Header("Location")).PathAndQuery));
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("none")]
    [InlineData(null)]
    public async Task Logout_FromElsewhereWithoutAToken_IsRefused(string? fetchSite)
    {
        var cookie = await LogInAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/portal/uitloggen", [], cookie, fetchSite)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/portal/overzicht", cookie)).StatusCode);
    }

    [Fact]
    public async Task Logout_WithAToken_LogsOut()
    {
        var cookie = await LogInAsync();
        var tokens = Tokens(await PrincipalAsync(cookie));

        var answer = await PostAsync("/portal/uitloggen", [new("__RequestVerificationToken", tokens.RequestToken!)], $"{cookie}; __Host-zorgid-antiforgery={tokens.CookieToken}");

        Assert.Equal((HttpStatusCode.Redirect, LoggedOut), (answer.StatusCode, answer.Header("Location")));
        Assert.Equal(HttpStatusCode.Redirect, (await GetAsync("/portal/overzicht", cookie)).StatusCode);
    }

    [Fact]
    public async Task Logout_DatabaseLocked_SaysThatItFailedAndIsDoneOnceItIsFree()
    {
        var cookie = await LogInAsync();

        await using (await LockedDatabaseTests.LockAsync(server))
        {
            var failed = await PostAsync("/portal/uitloggen", [], cookie, fetchSite: "same-origin");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
            Assert.Contains("Wat u zojuist koos, is niet gelukt.", await failed.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        // Not half logged out: the browser still is, and can say so again.
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/portal/overzicht", cookie)).StatusCode);
        Assert.Equal(LoggedOut, (await PostAsync("/portal/uitloggen", [], cookie, fetchSite: "same-origin")).Header("Location"));
        Assert.Equal(HttpStatusCode.Redirect, (await GetAsync("/portal/overzicht", cookie)).StatusCode);
    }

    [Fact]
    [Trait("Database", "PostgreSQL")]
    public async Task Logout_NoAnswerToTheCommit_SaysThatItIsNotKnown()
    {
        var cookie = await LogInAsync();
        await server.ExecuteAsync(Sql.LoseTheConnectionInTheCommitOf("AuditEntries"));

        var answer = await PostAsync("/portal/uitloggen", [], cookie, fetchSite: "same-origin");

        await server.ExecuteAsync("DROP FUNCTION trouble() CASCADE");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("Of gelukt is wat u zojuist koos, is niet bekend.", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_NobodyLoggedIn_LeadsToTheStartThatKnowsTheWayBack()
    {
        var answer = await GetAsync("/portal/overzicht?pagina=2", "");

        Assert.Equal("/portal?terug=%2Fportal%2Foverzicht%3Fpagina%3D2", answer.Header("Location"));
        Assert.Contains(
            "/portal/inloggen?terug=%2Fportal%2Foverzicht%3Fpagina%3D2",
            await (await GetAsync(answer.Header("Location")!, "")).Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example/portal/overzicht")]
    public async Task Start_WithAWayBackToElsewhere_ForgetsIt(string elsewhere) => Assert.Contains(
        "href=\"/portal/inloggen\"", await (await GetAsync($"/portal?terug={Uri.EscapeDataString(elsewhere)}", "")).Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);

    [Fact]
    public async Task Page_AfterIdleness_SaysWhyOnceAndForgetsTheCookie()
    {
        var cookie = await LogInAsync();
        server.Time.Advance(TimeSpan.FromMinutes(15));

        var answer = await GetAsync("/portal/overzicht", cookie);

        Assert.Equal("/portal?melding=inactief&terug=%2Fportal%2Foverzicht", answer.Header("Location"));
        Assert.Contains("__Host-zorgid-portal=;", answer.Header("Set-Cookie"), StringComparison.Ordinal);
        Assert.Contains("omdat u een tijd niets heeft gedaan", await (await GetAsync("/portal", cookie)).Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_LoadedByThePerson_KeepsThemLoggedIn_ByItselfDoesNot()
    {
        var cookie = await LogInAsync();
        server.Time.Advance(TimeSpan.FromMinutes(10));
        await GetAsync("/portal/overzicht", cookie, byPerson: true);
        server.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/portal/overzicht", cookie, byPerson: false)).StatusCode);
        server.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(HttpStatusCode.Redirect, (await GetAsync("/portal/overzicht", cookie, byPerson: false)).StatusCode);
    }

    /// <param name="loggedIn">Who was, at the page that the ticket is for.</param>
    private async Task<(SessionId Sid, string Ticket)> AcceptedAsync(PortalSessionKey? loggedIn = null)
    {
        var phone = await server.SeedAdministratorAsync();
        var qr = await server.OpenLoginAsync();
        await server.AcceptAsync(phone, qr);
        Assert.True(SessionId.TryParse(qr.Sid, out var sid));
        return (sid, server.Get<LoginTickets>().Create(sid, "this-browser", loggedIn));
    }

    /// <returns>The cookie of a fresh login.</returns>
    private async Task<string> LogInAsync() => PortalCookie(await CompleteAsync((await AcceptedAsync()).Ticket, ""))!;

    /// <summary>What a page holds that was made for this person, or for nobody.</summary>
    private AntiforgeryTokenSet Tokens(ClaimsPrincipal? user) => server.Get<IAntiforgery>().GetTokens(Visit("", user, server.Services));

    private async Task<ClaimsPrincipal> PrincipalAsync(string cookie)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return (await Visit(cookie, null, scope.ServiceProvider).AuthenticateAsync()).Principal!;
    }

    private static DefaultHttpContext Visit(string cookies, ClaimsPrincipal? user, IServiceProvider services)
    {
        var context = new DefaultHttpContext { RequestServices = services, User = user ?? new() };
        (context.Request.Scheme, context.Request.Host, context.Request.Headers.Cookie) = ("https", new("productie.example"), cookies);
        return context;
    }

    private Task<HttpResponseMessage> CompleteAsync(string ticket, string from, string cookies = BrowserCookie, string? fetchSite = null) =>
        PostAsync("/portal/inloggen/voltooien", [new("ticket", ticket), new(ReturnPath.Parameter, from)], cookies, fetchSite);

    private async Task<HttpResponseMessage> PostAsync(string path, KeyValuePair<string, string>[] form, string cookies, string? fetchSite = null)
    {
        using var client = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        if (cookies.Length > 0)
            request.Headers.Add("Cookie", cookies);
        if (fetchSite is not null)
            request.Headers.Add("Sec-Fetch-Site", fetchSite);
        return await client.SendAsync(request, Cancellation);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? cookies, bool? byPerson = null)
    {
        using var client = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (!string.IsNullOrEmpty(cookies))
            request.Headers.Add("Cookie", cookies);
        if (byPerson is not null)
            request.Headers.Add("Sec-Fetch-Mode", "navigate");
        if (byPerson == true)
            request.Headers.Add("Sec-Fetch-User", "?1");
        return await client.SendAsync(request, Cancellation);
    }

    /// <summary>With the browser's key, without which it opens nothing.</summary>
    private static string? PortalCookie(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.FirstOrDefault(c => c.StartsWith("__Host-zorgid-portal=", StringComparison.Ordinal)) is { } cookie
            ? $"{cookie.Split(';')[0]}; {BrowserCookie}"
            : null;

    private Task<SessionState> StateAsync(SessionId sid) => server.QueryAsync(db => db.QrSessions.Where(s => s.Id == sid).Select(s => s.State).SingleAsync(Cancellation));
}
