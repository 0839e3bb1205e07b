using System.Net;
using Microsoft.Playwright;
using ZorgId.Tests.Browser;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Cluster;

/// <summary>The database is started anew, does not tell what happens, or is slow: pages and phones wait, nothing is lost, and all goes on by itself.</summary>
[Trait("Database", "PostgreSQL")]
[Collection(SharedCluster.Name)]
public sealed class DatabaseFaultTests(TwoNodes cluster, Chromium chromium) : IAsyncLifetime
{
    private const int A = 0;
    private const int B = 1;
    private const string Deaf = "The connection that hears of other nodes is not there.";

    // The node's own, which listens; the core beside the nodes has none.
    private const string Listeners = "FROM pg_stat_activity WHERE application_name = 'zorgid (listening)'";

    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(50);

    public async ValueTask InitializeAsync() => await cluster.MendAsync();

    public async ValueTask DisposeAsync() => await cluster.Scene.VerifyAsync([]);

    [Theory]
    [InlineData("fast")]
    [InlineData("immediate")]
    public async Task Restart_UnderLoadAndAnOpenLogin_LosesNothingAndAllGoesOn(string mode)
    {
        await using var registrar = await ClusterBrowser.OpenAsync(cluster, chromium);
        await registrar.OpenLoginAsync();
        await registrar.MarkAsync();
        await using var load = await PhoneLoad.StartAsync(cluster);

        cluster.Database.Stop(mode);
        await Assertions.Expect(registrar.Dialog.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await cluster.UntilReadyAsync(A, (status, body) => status == HttpStatusCode.ServiceUnavailable && body.Contains("The database cannot be read.", StringComparison.Ordinal));
        cluster.Database.Start();

        await load.GoOnAsync();
        await cluster.HealthyAsync();
        await Assertions.Expect(registrar.Dialog.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await registrar.AssertAliveAsync();
        await registrar.AcceptAndEnterAsync();
        await load.EndAsync();
    }

    [Fact]
    public async Task ListeningConnection_CutAgainAndAgain_PagesLookByThemselvesAndHealthSaysSo()
    {
        await using var registrar = await ClusterBrowser.OpenAsync(cluster, chromium);
        await registrar.LeadToAsync(A);
        await registrar.OpenLoginAsync();
        await registrar.MarkAsync();

        using var cutting = new CancellationTokenSource();
        var cuts = CutAsync(cutting.Token);
        await cluster.UntilReadyAsync(A, IsDeaf);
        var qr = await registrar.ReadQrAsync();
        var claimed = await registrar.Phone.MustClaimAsync(cluster.Nodes[B].SendAsync, qr);
        await Assertions.Expect(registrar.Page.Locator(".z-digits")).ToHaveTextAsync(claimed["verificationCode"]!.GetValue<string>());
        await registrar.Phone.MustAcceptAsync(cluster.Nodes[B].SendAsync, qr, claimed);
        await RegistrarBrowser.Enter(registrar.Page).WaitForAsync();
        await registrar.AssertAliveAsync();
        await cutting.CancelAsync();
        await cuts;

        await cluster.HealthyAsync();
        await RegistrarBrowser.EnterAsync(registrar.Page);
    }

    [Fact]
    public async Task ListeningConnection_FallenSilent_IsNoticedAndOpenedAnew()
    {
        var before = Assert.Single(await ListenersOfAAsync());

        cluster.Wire.Silence(before);

        // How long the node is deaf in between, a look at its health may be too late to see.
        await Until.IsAsync(async () => (await ListenersOfAAsync()).Any(port => port != before), () => "It hears nothing, and has not noticed.");
        await cluster.HealthyAsync();
    }

    [Fact]
    public async Task SlowDatabase_TheLoginWorksAndNothingIsAnsweredTwice()
    {
        await using var registrar = await ClusterBrowser.OpenAsync(cluster, chromium);
        cluster.Wire.Delay = Slow;
        await registrar.LeadToAsync(A);
        await registrar.OpenLoginAsync();
        await registrar.MarkAsync();

        // The phone as well: all of it by the node that is far from its database.
        var qr = await registrar.ReadQrAsync();
        var claimed = await registrar.Phone.MustClaimAsync(cluster.Nodes[A].SendAsync, qr);
        await Assertions.Expect(registrar.Page.Locator(".z-digits")).ToHaveTextAsync(claimed["verificationCode"]!.GetValue<string>());
        await registrar.AssertAliveAsync();
        await registrar.Phone.MustAcceptAsync(cluster.Nodes[A].SendAsync, qr, claimed);
        await RegistrarBrowser.EnterAsync(registrar.Page);
        Assert.Equal(A, await registrar.FindNodeAsync());

        await using var load = await PhoneLoad.StartAsync(cluster);
        await load.EndAsync();
    }

    private static bool IsDeaf(HttpStatusCode status, string body) => status == HttpStatusCode.ServiceUnavailable && body.Contains(Deaf, StringComparison.Ordinal);

    // By the ports from which the proxy goes on to the database.
    private Task<IReadOnlyList<int>> ListenersOfAAsync() =>
        cluster.Database.QueryAsync($"SELECT client_port {Listeners} AND client_port IN ({string.Join(',', cluster.Wire.FarPorts)})");

    private async Task CutAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await cluster.Database.ExecuteAsync($"SELECT pg_terminate_backend(pid) {Listeners}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }
    }
}
