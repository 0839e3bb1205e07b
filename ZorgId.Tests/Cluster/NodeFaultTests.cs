using Microsoft.Playwright;
using ZorgId.Tests.Browser;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Cluster;

/// <summary>A node dies, or is stopped: who was on it goes on at the other, and nothing that was answered is lost.</summary>
[Trait("Database", "PostgreSQL")]
[Collection(SharedCluster.Name)]
public sealed class NodeFaultTests(TwoNodes cluster, Chromium chromium) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await cluster.MendAsync();

    public async ValueTask DisposeAsync() => await cluster.Scene.VerifyAsync([]);

    [Fact]
    public async Task Kill_UnderAnOpenLogin_ThePageComesBackOnTheOtherNodeAndThePersonEnters()
    {
        await using var registrar = await ClusterBrowser.OpenAsync(cluster, chromium);
        await registrar.OpenLoginAsync();
        var before = await registrar.ReadQrAsync();
        await registrar.MarkAsync();

        var dead = await KillNodeOfAsync(registrar);

        await registrar.AssertReloadedAsync();
        await Assertions.Expect(registrar.Dialog).ToContainTextAsync("Dit is een nieuwe QR-code");
        Assert.NotEqual(before.Sid, (await registrar.ReadQrAsync()).Sid);
        await registrar.AcceptAndEnterAsync();
        Assert.Equal(1 - dead, await registrar.FindNodeAsync());
    }

    [Fact]
    public async Task Kill_UnderAnOpenEnrollment_TheOverviewComesBackOnTheOtherNodeAndANewQrWorks()
    {
        await using var registrar = await ClusterBrowser.OpenAsync(cluster, chromium);
        await registrar.OpenLoginAsync();
        await registrar.AcceptAndEnterAsync();
        await RegistrationScreen.RegisterAsync(registrar.Page, "Nienke", registrar.NewFamily);
        var nienke = $"Nienke {registrar.NewFamily}";
        await registrar.MarkAsync();

        var dead = await KillNodeOfAsync(registrar);

        await registrar.AssertReloadedAsync();
        await RegistrarBrowser.Heading(registrar.Page).WaitForAsync();
        await Assertions.Expect(RegistrarBrowser.Row(registrar.Page, nienke)).ToContainTextAsync("Wacht op activatie");
        // What went with the page is told, and who it was for.
        var news = registrar.Page.Locator(".z-news");
        await Assertions.Expect(news).ToContainTextAsync($"De QR-code voor {nienke} is niet meer te zien");
        Assert.Equal(1 - dead, await registrar.FindNodeAsync());
        await RegistrarBrowser.GuardedAsync(registrar.Page);
        await news.GetByRole(AriaRole.Button, new() { Name = "Nieuwe QR-code" }).ClickAsync();
        await new TestPhone().MustAcceptAsync(cluster.SendAsync, await registrar.ReadQrAsync());
        await Assertions.Expect(news).ToContainTextAsync($"{nienke} is nu geregistreerd");
        await Assertions.Expect(RegistrarBrowser.Row(registrar.Page, nienke)).ToContainTextAsync("Actief");
    }

    [Fact]
    public async Task Kill_UnderLoad_LosesNothing()
    {
        await using var load = await PhoneLoad.StartAsync(cluster);

        cluster.Nodes[1].Kill();
        await load.GoOnAsync();
        await cluster.ReviveAsync(1);
        await load.GoOnAsync();

        await load.EndAsync();
    }

    [Fact]
    public async Task Stop_UnderLoad_LosesNothingAndOpenPagesMoveOn()
    {
        await using var registrar = await ClusterBrowser.OpenAsync(cluster, chromium);
        await registrar.OpenLoginAsync();
        await registrar.AcceptAndEnterAsync();
        var node = await registrar.FindNodeAsync();
        await using var load = await PhoneLoad.StartAsync(cluster);
        await registrar.MarkAsync();

        cluster.Nodes[node].Stop();
        await cluster.Nodes[node].EndAsync();

        await registrar.AssertReloadedAsync();
        await RegistrarBrowser.Heading(registrar.Page).WaitForAsync();
        await load.GoOnAsync();
        await cluster.ReviveAsync(node);
        await load.GoOnAsync();
        await load.EndAsync();
    }

    private async Task<int> KillNodeOfAsync(ClusterBrowser registrar)
    {
        var node = await registrar.FindNodeAsync();
        cluster.Nodes[node].Kill();
        await cluster.Nodes[node].EndAsync();
        return node;
    }
}
