using System.Net;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Platform;

/// <summary>Which pages may talk to a circuit: ours, and no other site's, though the browser would send the cookie along.</summary>
public sealed class CircuitOriginTests(PortalServer server) : IClassFixture<PortalServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/_blazor/negotiate?negotiateVersion=1", null, HttpStatusCode.OK)]
    [InlineData("/_blazor/negotiate?negotiateVersion=1", TestPortal.Productie, HttpStatusCode.OK)]
    [InlineData("/_blazor/negotiate?negotiateVersion=1", TestPortal.Acceptatie, HttpStatusCode.Forbidden)]
    [InlineData("/_blazor/negotiate?negotiateVersion=1", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("/_blazor/negotiate?negotiateVersion=1", TestPortal.Productie + ":8443", HttpStatusCode.Forbidden)]
    [InlineData("/_blazor/negotiate?negotiateVersion=1", "null", HttpStatusCode.Forbidden)]
    [InlineData("/_BLAZOR/negotiate?negotiateVersion=1", TestPortal.Acceptatie, HttpStatusCode.Forbidden)]
    [InlineData("/_blazor/disconnect", TestPortal.Acceptatie, HttpStatusCode.Forbidden)]
    [InlineData("/_blazor", TestPortal.Acceptatie, HttpStatusCode.Forbidden)]
    public async Task Circuit_ByOrigin_IsOpenedForOurOwnPagesOnly(string path, string? origin, HttpStatusCode status)
    {
        using var client = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (origin is not null)
            request.Headers.Add("Origin", origin);

        Assert.Equal(status, (await client.SendAsync(request, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Circuit_OfTheOtherEnvironment_TakesItsOwnOriginOnly()
    {
        using var client = server.Client(TestPortal.Acceptatie);
        foreach (var (origin, status) in ((string, HttpStatusCode)[])[(TestPortal.Acceptatie, HttpStatusCode.OK), (TestPortal.Productie, HttpStatusCode.Forbidden)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1") { Headers = { { "Origin", origin } } };
            Assert.Equal(status, (await client.SendAsync(request, Cancellation)).StatusCode);
        }
    }

    [Fact]
    public async Task Circuit_OfADemo_IsOpenedByWhateverNameItsMachineHas()
    {
        await using var demo = await PortalServer.StartAsync(("Demo:Enabled", "true"));
        using var client = demo.Client("http://127.0.0.1:5080");
        foreach (var (origin, status) in ((string, HttpStatusCode)[])[("http://127.0.0.1:5080", HttpStatusCode.OK), ("http://evil.example", HttpStatusCode.Forbidden)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1") { Headers = { { "Origin", origin } } };
            Assert.Equal(status, (await client.SendAsync(request, Cancellation)).StatusCode);
        }
    }

    [Fact]
    public async Task WebSocket_FromAnotherSite_IsNotOpened()
    {
        var address = new Uri($"{TestPortal.Productie.Replace("https", "wss", StringComparison.Ordinal)}/_blazor");
        var sockets = server.Server.CreateWebSocketClient();
        sockets.ConfigureRequest = request => request.Headers.Origin = TestPortal.Acceptatie;
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => sockets.ConnectAsync(address, Cancellation));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);

        sockets.ConfigureRequest = request => request.Headers.Origin = TestPortal.Productie;
        using var opened = await sockets.ConnectAsync(address, Cancellation);
        Assert.Equal(System.Net.WebSockets.WebSocketState.Open, opened.State);
    }
}
