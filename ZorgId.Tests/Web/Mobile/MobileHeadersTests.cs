using System.Net;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Mobile;

/// <summary>What every answer to a phone carries, whichever way it went.</summary>
public sealed class MobileHeadersTests(PortalServer server) : IClassFixture<PortalServer>
{
    private const string Cookies = "__Host-zorgid-portal=gone; zorgid-taal=c%3Den-GB%7Cuic%3Den-GB; __Host-zorgid-browser=x";

    [Theory]
    [InlineData("GET", "/mobile/v1/environment", HttpStatusCode.OK)]
    [InlineData("POST", "/mobile/v1/challenges", HttpStatusCode.OK)]
    [InlineData("POST", "/mobile/v1/identity", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/mobile/v1/typed-codes", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/mobile/v1/sessions/AAAAAAAAAAAAAAAAAAAAAA/claim", HttpStatusCode.BadRequest)]
    [InlineData("HEAD", "/mobile/v1/environment", HttpStatusCode.OK)]
    [InlineData("GET", "/mobile/v1/challenges", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/mobile/v1/identity", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/mobile/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("POST", "/mobile/v2/identity", HttpStatusCode.NotFound)]
    [InlineData("GET", "/mobile", HttpStatusCode.NotFound)]
    [InlineData("GET", "/openapi/v1.json", HttpStatusCode.OK)]
    [InlineData("GET", "/openapi/v2.json", HttpStatusCode.NotFound)]
    [InlineData("GET", "/openapi", HttpStatusCode.NotFound)]
    [InlineData("POST", "/MOBILE/V1/Challenges", HttpStatusCode.OK)]
    public async Task Answer_Any_IsOpenToEveryOriginAndKeptNowhere(string method, string path, HttpStatusCode status)
    {
        using var client = server.Client();
        using var request = new HttpRequestMessage(new(method), path);
        if (method == "POST")
            request.Content = PortalServer.Message("x"u8.ToArray());
        request.Headers.Add("Cookie", Cookies);

        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.Null(answer.Header("Access-Control-Allow-Credentials"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Null(answer.Header("Set-Cookie"));
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        if (!answer.IsSuccessStatusCode)
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("GET", "/mobile/v1/challenges", "POST")]
    [InlineData("PUT", "/mobile/v1/identity", "POST")]
    [InlineData("GET", "/mobile/v1/sessions/AAAAAAAAAAAAAAAAAAAAAA/claim", "POST")]
    [InlineData("DELETE", "/mobile/v1/sessions/AAAAAAAAAAAAAAAAAAAAAA/decision", "POST")]
    [InlineData("POST", "/mobile/v1/environment", "GET, HEAD")]
    public async Task Method_Another_Is405AndTellsWhichAreAllowed(string method, string path, string allowed)
    {
        using var client = server.Client();
        using var request = new HttpRequestMessage(new(method), path) { Headers = { { "Accept-Language", "en-GB" } } };

        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("This cannot be done at this address.", (await answer.MustProblemAsync(405, "method-not-allowed"))["title"]!.GetValue<string>());
        Assert.Equal(allowed, answer.Header("Allow"));
    }

    [Theory]
    [InlineData("/mobile/v1/nothing")]
    [InlineData("/mobile")]
    public async Task Path_Unknown_IsAProblemOfTheProtocol(string path)
    {
        using var client = server.Client();
        // What a browser would ask for is not what a phone's answer depends on.
        client.DefaultRequestHeaders.Add("Accept", "text/html");

        var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal("Dit adres bestaat niet.", (await answer.MustProblemAsync(404, "not-found"))["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task Answer_BrokenInside_IsAProblemWithTheHeadersAndWithoutDetails()
    {
        await using var broken = await PortalServer.StartAsync();
        var (phone, qr) = (new TestPhone(), await broken.OpenLoginAsync());
        await broken.ExecuteAsync("ALTER TABLE Phones RENAME TO Gone;");

        var answer = await broken.SendAsync(qr, "claim", phone.Claim(qr));

        await answer.MustProblemAsync(500, "server-error");
        Assert.Equal(("*", "no-store"), (answer.Header("Access-Control-Allow-Origin"), answer.Header("Cache-Control")));
        Assert.Null(answer.Header("Set-Cookie"));
        Assert.DoesNotContain("Phones", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/mobile/v1/sessions/AAAAAAAAAAAAAAAAAAAAAA/claim")]
    [InlineData("/mobile/v1/identity")]
    [InlineData("/mobile/v1/typed-codes")]
    [InlineData("/mobile/v1/environment")]
    public async Task Preflight_Any_AllowsContentTypeForTwoHours(string path)
    {
        using var client = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Add("Origin", "https://app.elsewhere.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");

        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal("content-type", answer.Header("Access-Control-Allow-Headers"));
        Assert.Contains("POST", answer.Header("Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Equal("7200", answer.Header("Access-Control-Max-Age"));
        Assert.Null(answer.Header("Access-Control-Allow-Credentials"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task Cookies_OfLanguage_AreNotRead()
    {
        var qr = await server.OpenLoginAsync();
        using var client = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/mobile/v1/sessions/{qr.Sid}/claim") { Content = PortalServer.Message(new TestPhone().Claim(qr)) };
        request.Headers.Add("Cookie", Cookies);

        var problem = await (await client.SendAsync(request, TestContext.Current.CancellationToken)).MustProblemAsync(401, "unknown-phone");

        Assert.Equal("Deze telefoon is hier niet bekend.", problem["title"]!.GetValue<string>());
    }
}
