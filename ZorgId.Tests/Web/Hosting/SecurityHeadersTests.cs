using System.Net;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Hosting;

/// <summary>What every answer to a browser carries, whatever it is and however it ended.</summary>
public sealed class SecurityHeadersTests(PortalServer server) : IClassFixture<PortalServer>
{
    private const string NoStore = "no-store, no-transform";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/portal", HttpStatusCode.OK)]
    [InlineData("/portal/inloggen", HttpStatusCode.OK)]
    [InlineData("/portal/overzicht", HttpStatusCode.Redirect)]
    [InlineData("/portal/fout", HttpStatusCode.OK)]
    [InlineData("/portal/nergens", HttpStatusCode.NotFound)]
    [InlineData("/portal/taal/en", HttpStatusCode.Redirect)]
    [InlineData("/nergens", HttpStatusCode.NotFound)]
    [InlineData("/demo", HttpStatusCode.NotFound)]
    [InlineData("/demo/activeren", HttpStatusCode.NotFound)]
    [InlineData("/", HttpStatusCode.Redirect)]
    public async Task Portal_AnyPage_RunsItsOwnFilesOnlyAndIsKeptNowhere(string path, HttpStatusCode status)
    {
        var answer = await GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
        MustBeGuarded(answer, camera: "()");
        var policy = Policy(answer);
        Assert.Equal("'none'", policy["default-src"]);
        Assert.Equal("'self'", policy["script-src"]);
        Assert.Equal("'self'", policy["connect-src"]);
        Assert.Equal("'self'", policy["form-action"]);
        Assert.Equal("'self'", policy["base-uri"]);
        Assert.Equal("'none'", policy["frame-ancestors"]);
        Assert.DoesNotContain("frame-src", policy.Keys);
        Assert.Equal(NoStore, answer.Header("Cache-Control"));
    }

    [Theory]
    [InlineData("/app", HttpStatusCode.OK)]
    [InlineData("/app/worker.js", HttpStatusCode.OK)]
    [InlineData("/app/icons/icon-192.png", HttpStatusCode.OK)]
    [InlineData("/app/manifest.webmanifest", HttpStatusCode.OK)]
    [InlineData("/app/shell.json", HttpStatusCode.OK)]
    [InlineData("/app/nergens.js", HttpStatusCode.NotFound)]
    public async Task PhoneApp_AnyFile_MayUseTheCameraAndTalkToThePortalsOnly(string path, HttpStatusCode status)
    {
        var answer = await GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
        MustBeGuarded(answer, camera: "(self)");
        var policy = Policy(answer);
        Assert.Equal("'none'", policy["default-src"]);
        Assert.Equal("'self'", policy["script-src"]);
        Assert.Equal("'self'", policy["style-src"]);
        Assert.Equal($"'self' {TestPortal.Productie} {TestPortal.Acceptatie}", policy["connect-src"]);
        Assert.Equal("'none'", policy["form-action"]);
        Assert.Equal("'none'", policy["base-uri"]);
        Assert.Equal("'none'", policy["frame-ancestors"]);
        // Looked at again each time; nothing of it is anyone's own.
        Assert.Contains(answer.Header("Cache-Control"), (string[])["no-transform, no-cache", NoStore]);
    }

    [Theory]
    [InlineData("/mobile/v1/environment", HttpStatusCode.OK)]
    [InlineData("/mobile/v1/identity", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/mobile/v1/nergens", HttpStatusCode.NotFound)]
    public async Task Mobile_AnyAnswer_IsNoPage(string path, HttpStatusCode status)
    {
        var answer = await GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
        MustBeGuarded(answer, camera: "()");
        Assert.Equal("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", answer.Header("Content-Security-Policy"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [InlineData("/portal.css")]
    [InlineData("/_framework/blazor.web.js")]
    [InlineData("/_content/MudBlazor/MudBlazor.min.css")]
    [InlineData("/favicon.svg")]
    public async Task Files_OfThePortal_AreGuardedToo(string path)
    {
        var answer = await GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        MustBeGuarded(answer, camera: "()");
        Assert.Contains("no-transform", answer.Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/portal/overzicht")]
    [InlineData("POST", "/portal/uitloggen")]
    public async Task Page_BrokenInside_IsGuardedAndTellsNothing(string method, string path)
    {
        await using var broken = await PortalServer.StartAsync();
        await broken.ExecuteAsync("ALTER TABLE PortalSessions RENAME TO Gone;");
        using var client = broken.Client();
        // Whoever has a cookie is looked up, in a table that is gone.
        using var request = new HttpRequestMessage(new(method), path) { Headers = { { "Cookie", Stranger(broken) } } };

        var answer = await client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("Het portaal kan even niet verder", page, StringComparison.Ordinal);
        Assert.DoesNotContain("PortalSessions", page, StringComparison.Ordinal);
        MustBeGuarded(answer, camera: "()");
        Assert.Equal("'none'", Policy(answer)["frame-ancestors"]);
        Assert.Equal(NoStore, answer.Header("Cache-Control"));

        // A phone's cookies are not even looked at.
        using var phone = new HttpRequestMessage(HttpMethod.Get, "/mobile/v1/environment") { Headers = { { "Cookie", Stranger(broken) } } };
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(phone, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Demo_ItsPage_MayFrameThePortalAndThePhones()
    {
        await using var demo = await PortalServer.StartAsync(("Demo:Enabled", "true"));

        foreach (var path in (string[])["/demo", "/portal", "/app"])
        {
            var answer = await GetAsync(path, demo);
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
            Assert.Equal("'self'", Policy(answer)["frame-ancestors"]);
        }

        var page = await GetAsync("/demo", demo);
        MustBeGuarded(page, camera: "(self)");
        Assert.Equal("'self'", Policy(page)["frame-src"]);
        Assert.Equal(NoStore, page.Header("Cache-Control"));
        Assert.Equal("/demo", (await GetAsync("/", demo)).Header("Location"));
    }

    [Theory]
    [InlineData("POST", "/portal/nergens")]
    [InlineData("PUT", "/nergens")]
    public async Task NotFound_SentInsteadOfRead_IsStillThePage(string method, string path)
    {
        using var client = server.Client();
        using var request = new HttpRequestMessage(new(method), path);

        var answer = await client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Contains("<h1", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        MustBeGuarded(answer, camera: "()");
    }

    [Fact]
    public async Task Root_OfAPortal_LeadsToTheStartPage() => Assert.Equal("/portal", (await GetAsync("/")).Header("Location"));

    [Fact]
    public async Task Hsts_OnThisMachineByHttp_IsNotSent()
    {
        await using var local = await PortalServer.StartAsync(("Environments:productie:Origin", "http://localhost"), ("Environments:acceptatie:Origin", "http://acceptatie.localhost"));
        using var client = local.Client("http://localhost");

        Assert.Null((await client.GetAsync("/portal", Cancellation)).Header("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Hsts_BehindAProxyThatEndsTls_IsSent()
    {
        using var client = server.Client(TestPortal.Productie.Replace("https", "http", StringComparison.Ordinal));

        Assert.Equal("max-age=31536000", (await client.GetAsync("/portal", Cancellation)).Header("Strict-Transport-Security"));
    }

    private static string Stranger(PortalServer server) => PortalCookie.Make(server.Services, new("somebody")).ToString();

    private static void MustBeGuarded(HttpResponseMessage answer, string camera)
    {
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
        Assert.Equal($"camera={camera}, microphone=(), geolocation=(), payment=()", answer.Header("Permissions-Policy"));
        Assert.Equal("same-origin", answer.Header("Cross-Origin-Opener-Policy"));
        var isMobile = answer.RequestMessage!.RequestUri!.AbsolutePath.Split('/')[1] is "mobile" or "openapi";
        Assert.Equal(isMobile ? "cross-origin" : "same-origin", answer.Header("Cross-Origin-Resource-Policy"));
        Assert.Null(answer.Header("Server"));
        if (answer.RequestMessage.RequestUri.Host != "localhost")
            Assert.Equal("max-age=31536000", answer.Header("Strict-Transport-Security"));

        var policy = answer.Header("Content-Security-Policy")!;
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        // Style attributes only: scripts and style elements are files or known by their hash.
        Assert.All(Policy(answer), part => Assert.True(part.Key == "style-src-attr" || !part.Value.Contains("unsafe-inline", StringComparison.Ordinal), part.Key));
        Assert.DoesNotContain('*', policy);
    }

    private static Dictionary<string, string> Policy(HttpResponseMessage answer) =>
        answer.Header("Content-Security-Policy")!.Split("; ").ToDictionary(part => part.Split(' ')[0], part => part[(part.IndexOf(' ', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal);

    private Task<HttpResponseMessage> GetAsync(string path) => GetAsync(path, server);

    private static async Task<HttpResponseMessage> GetAsync(string path, PortalServer server)
    {
        using var client = server.Client();
        return await client.GetAsync(path, Cancellation);
    }
}
