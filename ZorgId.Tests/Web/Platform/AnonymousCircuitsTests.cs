using System.Net;
using System.Net.WebSockets;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using ZorgId.Tests.Support;
using ZorgId.Web.Platform.Circuits;

namespace ZorgId.Tests.Web.Platform;

/// <summary>How many pages without a login one network has open.</summary>
public sealed class AnonymousCircuitsTests
{
    private const string Negotiate = "/_blazor/negotiate?negotiateVersion=1";
    private const string Login = "/portal/inloggen";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_AsManyAsMayBe_LeaveRoomForOtherAddressesAndForWhoIsLoggedIn()
    {
        await using var server = await PortalServer.StartAsync(("Limits:CircuitsPerAddress", "2"));
        using var first = await ConnectAsync(server, "192.0.2.1");
        using var second = await ConnectAsync(server, "192.0.2.1");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => ConnectAsync(server, "192.0.2.1"));
        Assert.Contains("503", refused.Message, StringComparison.Ordinal);
        using var client = server.Client(address: "192.0.2.1");
        using var asked = await client.PostAsync(Negotiate, content: null, Cancellation);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "15"), (asked.StatusCode, asked.Header("Retry-After")));
        using var page = await client.GetAsync(Login, Cancellation);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "15", "no-store, no-transform"), (page.StatusCode, page.Header("Retry-After"), page.Header("Cache-Control")));
        var text = await page.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("Het is te druk", text, StringComparison.Ordinal);
        Assert.DoesNotContain("blazor.web", text, StringComparison.Ordinal);
        // What needs no circuit is there.
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/portal", Cancellation)).StatusCode);

        using var elsewhere = server.Client(address: "192.0.2.2");
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.PostAsync(Negotiate, content: null, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync(Login, Cancellation)).StatusCode);
        client.DefaultRequestHeaders.Add("Cookie", await server.LogInBrowserAsync(await server.SeedAdministratorAsync()));
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(Negotiate, content: null, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Connection_ThatEnds_GivesItsPlaceBack()
    {
        await using var server = await PortalServer.StartAsync(("Limits:CircuitsPerAddress", "1"));
        var circuits = server.Get<AnonymousCircuits>();
        var network = ClientNetwork.Parse("192.0.2.1");
        using (var connection = await ConnectAsync(server, "192.0.2.1"))
        {
            Assert.False(circuits.HasRoom(network));
            await connection.CloseAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, Cancellation);
        }

        await Until.IsAsync(() => Task.FromResult(circuits.HasRoom(network)), () => "The place is still taken.");
    }

    [Fact]
    public async Task Places_OfOne48_AndOfAll_AreLimitedToo()
    {
        await using var server = await PortalServer.StartAsync(("Limits:CircuitsPer48", "2"), ("Limits:Circuits", "3"));
        var circuits = server.Get<AnonymousCircuits>();

        Assert.True(circuits.OpenCircuit(ClientNetwork.Parse("2001:db8:1:1::1")).IsAcquired);
        var second = circuits.OpenCircuit(ClientNetwork.Parse("2001:db8:1:2::1"));
        Assert.False(circuits.OpenCircuit(ClientNetwork.Parse("2001:db8:1:3::1")).IsAcquired);
        Assert.True(circuits.OpenCircuit(ClientNetwork.Parse("192.0.2.1")).IsAcquired);
        Assert.False(circuits.OpenCircuit(ClientNetwork.Parse("192.0.2.2")).IsAcquired);

        second.Dispose();
        Assert.True(circuits.OpenCircuit(ClientNetwork.Parse("192.0.2.2")).IsAcquired);
    }

    [Fact]
    public async Task Circuit_HasItsPlaceAsSoonAsItKnowsItsUser_AndUntilItIsGivenUp()
    {
        await using var server = await PortalServer.StartAsync(("Limits:CircuitsPerAddress", "1"));
        var circuits = server.Get<AnonymousCircuits>();
        var network = ClientNetwork.Parse("192.0.2.1");
        // A page's request has no circuit, and who is logged in needs no place.
        await using (var page = Begin(server, new()))
        await using (var member = Begin(server, From("192.0.2.1", "cookie")))
            Assert.True(circuits.HasRoom(network));

        await using (var circuit = Begin(server, From("192.0.2.1")))
        {
            Assert.False(circuits.HasRoom(network));
            Assert.Throws<InvalidOperationException>(() => Begin(server, From("192.0.2.1")));
            // It comes back.
            Tell(circuit, From("192.0.2.1"));
        }

        Assert.True(circuits.HasRoom(network));
    }

    [Fact]
    public async Task Negotiations_ThatBeginNothing_AreLimitedToo()
    {
        await using var server = await PortalServer.StartAsync(("Limits:CircuitsPerAddress", "2"));
        using var client = server.Client(address: "192.0.2.1");
        for (var i = 0; i < 60; i++)
            Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(Negotiate, content: null, Cancellation)).StatusCode);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.PostAsync(Negotiate, content: null, Cancellation)).StatusCode);
        using var elsewhere = server.Client(address: "192.0.2.2");
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.PostAsync(Negotiate, content: null, Cancellation)).StatusCode);
    }

    // What the framework does first for each circuit.
    private static AsyncServiceScope Begin(PortalServer server, ClaimsIdentity user)
    {
        var circuit = server.Services.CreateAsyncScope();
        Tell(circuit, user);
        return circuit;
    }

    private static void Tell(AsyncServiceScope circuit, ClaimsIdentity user) =>
        ((IHostEnvironmentAuthenticationStateProvider)circuit.ServiceProvider.GetRequiredService<AuthenticationStateProvider>())
            .SetAuthenticationState(Task.FromResult(new AuthenticationState(new(user))));

    private static ClaimsIdentity From(string address, string? authentication = null) => new([new Claim(CircuitConnection.AddressClaim, address)], authentication);

    private static Task<WebSocket> ConnectAsync(PortalServer server, string address)
    {
        var sockets = server.Server.CreateWebSocketClient();
        sockets.ConfigureRequest = request =>
        {
            request.Headers.Origin = TestPortal.Productie;
            request.HttpContext.Connection.RemoteIpAddress = IPAddress.Parse(address);
        };
        return sockets.ConnectAsync(new($"{TestPortal.Productie.Replace("https", "wss", StringComparison.Ordinal)}/_blazor"), Cancellation);
    }
}
