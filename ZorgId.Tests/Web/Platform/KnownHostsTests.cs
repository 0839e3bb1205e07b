using System.Net;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Platform;

/// <summary>Who asks for a page by another name is led to its origin where the name is known, and told where it is where it is not.</summary>
[Trait("Speed", "slow")]
public sealed class KnownHostsTests : IAsyncLifetime
{
    private PortalServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await PortalServer.StartAsync(
        ("Environments:productie:Hosts", "www.productie.example, portaal.example:8443, 10.0.0.5"), ("Environments:acceptatie:Hosts", "test.example"), ("Proxies:Known", "10.9.9.9"));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Page_ByAnyName_IsServedLedOrTold()
    {
        foreach (var (host, leads) in ((string, string?)[])
        [
            ("productie.example", ""), ("PRODUCTIE.example", ""), ("productie.example:443", ""), ("acceptatie.example", ""),
            ("www.productie.example", TestPortal.Productie), ("WWW.Productie.Example:8080", TestPortal.Productie), ("www.productie.example.", TestPortal.Productie),
            ("portaal.example:8443", TestPortal.Productie), ("portaal.example", null), ("portaal.example:8444", null),
            ("10.0.0.5", TestPortal.Productie), ("10.0.0.5:5080", TestPortal.Productie), ("10.0.0.6", null), ("[::1]:5080", null),
            ("productie.example.", TestPortal.Productie), ("productie.example:8443", TestPortal.Productie), ("acceptatie.example.:80", TestPortal.Acceptatie),
            ("test.example", TestPortal.Acceptatie), ("evil.example", null), ("www.productie.example.evil.example", null), ("productie.example@evil.example", null), ("localhost", null),
        ])
        {
            foreach (var path in (string[])["/portal?terug=%2Fportal%2Foverzicht&a=%22", "/portal/inloggen", "/app?phone=1", "/", "/portal//evil.example/..%2f"])
            {
                var answer = await SendAsync(HttpMethod.Get, path, host);
                var expected = leads switch
                {
                    null => (HttpStatusCode.MisdirectedRequest, null),
                    "" => (answer.StatusCode, answer.Header("Location")),
                    var origin => (HttpStatusCode.Redirect, origin + path),
                };
                Assert.Equal((host, path, expected), (host, path, (answer.StatusCode, answer.Header("Location"))));
                if (leads == "")
                    Assert.True(answer.Header("Location") is null or ['/', not '/', ..], host);
            }
        }
    }

    [Fact]
    public async Task Page_ByAStrangeName_SaysTheAddressAndNotTheName()
    {
        var answer = await SendAsync(HttpMethod.Get, "/portal/overzicht", "evil.example");

        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("Dit is niet het adres van het portaal", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{TestPortal.Productie}/portal\"", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{TestPortal.Acceptatie}/portal\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", page, StringComparison.Ordinal);
        // And in English, for who chooses it there.
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(HttpMethod.Get, "/portal/taal/en", "evil.example")).StatusCode);
    }

    [Fact]
    public async Task Page_SentInsteadOfRead_IsLedNowhere()
    {
        foreach (var host in (string[])["www.productie.example", "evil.example"])
        {
            var answer = await SendAsync(HttpMethod.Post, "/portal/inloggen/voltooien", host);
            Assert.Equal((HttpStatusCode.MisdirectedRequest, null), (answer.StatusCode, answer.Header("Location")));
        }
    }

    [Fact]
    public async Task WhatIsNoPage_ByAStrangeName_IsAnsweredAsAlways()
    {
        foreach (var path in (string[])["/health/live", "/health/ready", "/mobile/v1/environment", "/openapi/v1.json", "/portal.css", "/app/worker.js"])
            Assert.Equal((path, HttpStatusCode.OK), (path, (await SendAsync(HttpMethod.Get, path, "10.0.0.6:5080")).StatusCode));
    }

    [Fact]
    public async Task Page_ByHttpAtAKnownProxy_IsLedToHttps()
    {
        Assert.Equal(TestPortal.Productie + "/portal?a=1", (await SendAsync(HttpMethod.Get, "/portal?a=1", "productie.example", "http", "10.9.9.9")).Header("Location"));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "/portal?a=1", "productie.example", "https", "10.9.9.9")).StatusCode);
    }

    [Fact]
    public async Task Page_OfAnHttpsOriginThatCameByHttp_SaysSo_AndTheLogOnce()
    {
        await using var server = await PortalServer.StartAsync(("Logging:LogLevel:Default", "Warning"));
        using var client = server.Client(TestPortal.Productie.Replace("https", "http", StringComparison.Ordinal));
        foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Get, "/portal"), (HttpMethod.Get, "/portal/inloggen"), (HttpMethod.Post, "/portal/uitloggen"), (HttpMethod.Get, "/app")])
        {
            // A stranger's word is not believed, whatever it is.
            using var request = new HttpRequestMessage(method, path) { Headers = { { "X-Forwarded-Proto", "https" } } };
            using var answer = await client.SendAsync(request, Cancellation);
            Assert.Equal((path, HttpStatusCode.MisdirectedRequest), (path, answer.StatusCode));
            var page = await answer.Content.ReadAsStringAsync(Cancellation);
            Assert.Contains("Deze pagina kwam zonder https aan", page, StringComparison.Ordinal);
            Assert.Contains($"href=\"{TestPortal.Productie}/portal\"", page, StringComparison.Ordinal);
        }

        Assert.Single(server.Log.Text.Split('\n'), line => line.Contains("Proxies:Known", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/mobile/v1/environment", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Page_WhoseProxyPassesOnAnotherHost_IsNotLedInCircles()
    {
        string? cookie = null;
        // Two tabs that a browser opens again come by the wrong name at the same time, and both are led.
        for (var time = 0; time < 2; time++)
        {
            var led = await SendAsync(HttpMethod.Get, "/portal", "www.productie.example", cookie: cookie);
            Assert.Equal((HttpStatusCode.Redirect, TestPortal.Productie + "/portal"), (led.StatusCode, led.Header("Location")));
            cookie = led.Header("Set-Cookie")!.Split(';')[0];
        }

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "/portal", "www.productie.example", cookie: cookie)).StatusCode);
    }

    [Fact]
    public async Task Demo_ByAnyName_IsServed()
    {
        await using var demo = await PortalServer.StartAsync(("Demo:Enabled", "true"));
        using var client = demo.Client("http://laptop.local:5080");

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/portal", Cancellation)).StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string host, string? proto = null, string? address = null, string? cookie = null)
    {
        using var client = _server.Client(TestPortal.Productie.Replace("https", "http", StringComparison.Ordinal), address);
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Host", host);
        if (proto is not null)
            request.Headers.Add("X-Forwarded-Proto", proto);
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        return await client.SendAsync(request, Cancellation);
    }
}
