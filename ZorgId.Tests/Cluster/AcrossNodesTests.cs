using System.Net;
using Microsoft.Playwright;
using ZorgId.Tests.Browser;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Cluster;

/// <summary>Two nodes are one portal: what begins on one goes on at the other, with a real browser behind nginx.</summary>
[Trait("Database", "PostgreSQL")]
[Collection(SharedCluster.Name)]
public sealed class AcrossNodesTests(TwoNodes cluster, Chromium chromium) : IAsyncLifetime
{
    private const int A = 0;
    private const int B = 1;

    public async ValueTask InitializeAsync() => await cluster.MendAsync();

    public async ValueTask DisposeAsync() => await cluster.Scene.VerifyAsync([]);

    [Fact]
    public async Task MainJob_BrowserOnOneNodePhonesOnTheOther_Works()
    {
        await using var registrar = await ClusterBrowser.OpenAsync(cluster, chromium);
        await registrar.LeadToAsync(A);
        await registrar.OpenLoginAsync();

        var qr = await registrar.ReadQrAsync();
        var claimed = await registrar.Phone.MustClaimAsync(cluster.Nodes[B].SendAsync, qr);
        await Assertions.Expect(registrar.Page.GetByText("Gescand", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(registrar.Page.Locator(".z-digits")).ToHaveTextAsync(claimed["verificationCode"]!.GetValue<string>());
        await registrar.Phone.MustAcceptAsync(cluster.Nodes[B].SendAsync, qr, claimed);
        await Assertions.Expect(registrar.Dialog).ToHaveCountAsync(0);

        // The ticket was made on A. Who signs in by it, and all that follows, is on B: antiforgery, cookies, the session.
        await registrar.LeadToAsync(B);
        await RegistrarBrowser.EnterAsync(registrar.Page);
        Assert.Equal([B], NodesOf(registrar, "POST", "/portal/inloggen/voltooien"));
        await RegistrationScreen.RegisterAsync(registrar.Page, "Nienke", registrar.NewFamily);
        var newPhone = new TestPhone();
        await newPhone.MustAcceptAsync(cluster.Nodes[A].SendAsync, await registrar.ReadQrAsync());
        await registrar.Page.GetByText($"Nienke {registrar.NewFamily} is nu geregistreerd met de rol Zorgmedewerker (Signer)").WaitForAsync();
        await Assertions.Expect(RegistrarBrowser.Row(registrar.Page, $"Nienke {registrar.NewFamily}")).ToContainTextAsync("Actief");

        // And back: B's login is A's too, until its end on A, of which B knows.
        await registrar.LeadToAsync(A);
        await registrar.Page.ReloadAsync();
        await Assertions.Expect(RegistrarBrowser.Row(registrar.Page, $"Nienke {registrar.NewFamily}")).ToContainTextAsync("Actief");
        await registrar.Page.GetByRole(AriaRole.Button, new() { Name = "Uitloggen" }).ClickAsync();
        await registrar.Page.GetByText("U bent uitgelogd.").WaitForAsync();
        await registrar.LeadToAsync(B);
        await registrar.Page.GotoAsync($"{cluster.Origin}/portal/overzicht");
        await registrar.Page.GetByText("Inloggen", new() { Exact = true }).WaitForAsync();
    }

    [Fact]
    public async Task Browser_AllThatItAsks_ReachesOneNodeFromItsFirstRequest()
    {
        var registrar = await ClusterBrowser.OpenAsync(cluster, chromium);
        await using (registrar)
        {
            await registrar.OpenLoginAsync();
            await registrar.AcceptAndEnterAsync();
        }

        // A WebSocket is in the log once it is closed.
        await Until.IsAsync(() => Task.FromResult(registrar.Requests.Count(r => r.Status == (int)HttpStatusCode.SwitchingProtocols) == 2), () => "There were no two WebSockets.");
        List<NginxRequest> all = [.. registrar.Requests];
        Assert.Contains(all, r => r.Method == "POST" && r.Path.StartsWith("/_blazor/negotiate", StringComparison.Ordinal));
        Assert.Contains(all, r => r.Path == "/portal/inloggen/voltooien");
        Assert.Single(all.SelectMany(r => r.Nodes).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Browsers_OfOneAddress_AreSpreadOverBothNodes()
    {
        HashSet<int> seen = [];
        await Until.IsAsync(async () => seen.Add((await cluster.AskWayAsync(cookies: null)).Node) && seen.Count == 2, () => "All go to one node.");
    }

    [Fact]
    public async Task Phones_ByNginx_ReachBothNodesWithoutACookie()
    {
        await Until.IsAsync(
            async () =>
            {
                using var answer = await cluster.Client.PostAsync("/mobile/v1/challenges", content: null, TestContext.Current.CancellationToken);
                await answer.MustJsonAsync();
                Assert.Null(answer.Header("Set-Cookie"));
                return cluster.Proxy.Requests().Where(r => r.Path == "/mobile/v1/challenges").Select(r => r.Nodes[^1]).Distinct(StringComparer.Ordinal).Count() == 2;
            },
            () => "All go to one node.");
    }

    [Fact]
    public async Task Address_ByNginx_IsTheClientsOwnWhateverItSays()
    {
        using var client = cluster.Proxy.CreateClient(from: IPAddress.Parse("127.0.0.5"));
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        var qr = await cluster.Scene.OpenEnrollmentAsync();

        await new TestPhone().MustAcceptAsync((path, message) => TwoNodes.SendAsync(client, path, message), qr);

        var clients = await cluster.Scene.ClientsOfAsync(qr);
        Assert.Contains(clients, c => c.Contains("127.0.0.5", StringComparison.Ordinal));
        Assert.DoesNotContain(clients, c => c.Contains("203.0.113.9", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/health/ready")]
    [InlineData("/Health/Ready")]
    [InlineData("/health/live")]
    public async Task Health_ByNginx_IsNotThere(string path)
    {
        using var answer = await cluster.Client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Page_WithoutTls_IsSentToTls()
    {
        using var answer = await cluster.Client.GetAsync($"http://localhost:{cluster.Proxy.PlainPort}/portal?taal=en", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.MovedPermanently, "https://localhost/portal?taal=en"), (answer.StatusCode, answer.Header("Location")));
    }

    [Fact]
    public async Task WrongPins_AtEitherNode_AreCountedTogether()
    {
        var phone = new TestPhone();
        await phone.MustAcceptAsync(cluster.SendAsync, await cluster.Scene.OpenEnrollmentAsync());
        var qr = await cluster.Scene.OpenLoginAsync("192.0.2.1");
        var claimed = await phone.MustClaimAsync(cluster.Nodes[A].SendAsync, qr);

        Assert.Equal(2, await LeftAsync(A, "11223"));
        Assert.Equal(1, await LeftAsync(A, "11224"));
        using var third = await phone.AcceptAsync(cluster.Nodes[B].SendAsync, qr, claimed, "11225");
        await third.MustProblemAsync(403, "pin-blocked");
        using var right = await phone.AcceptAsync(cluster.Nodes[A].SendAsync, qr, claimed);
        await right.MustProblemAsync(403, "pin-blocked");

        async Task<int> LeftAsync(int node, string pin)
        {
            using var answer = await phone.AcceptAsync(cluster.Nodes[node].SendAsync, qr, claimed, pin);
            return (await answer.MustProblemAsync(401, "pin-incorrect", "attemptsLeft"))["attemptsLeft"]!.GetValue<int>();
        }
    }

    private int[] NodesOf(ClusterBrowser registrar, string method, string path) =>
        [.. registrar.Requests.Where(r => r.Method == method && r.Path == path).SelectMany(r => r.Nodes).Select(cluster.IndexOf)];
}
