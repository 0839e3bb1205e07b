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
        await using var desk = await ClusterBrowser.OpenAsync(cluster, chromium);
        await desk.OpenLoginAsync();
        var before = await desk.ReadQrAsync();
        await desk.MarkAsync();

        var dead = await KillNodeOfAsync(desk);

        await desk.AssertReloadedAsync();
        await Assertions.Expect(desk.Dialog).ToContainTextAsync("Dit is een nieuwe QR-code");
        Assert.NotEqual(before.Sid, (await desk.ReadQrAsync()).Sid);
        await desk.AcceptAndEnterAsync();
        Assert.Equal(1 - dead, await desk.FindNodeAsync());
    }

    [Fact]
    public async Task Kill_UnderAnOpenEnrollment_TheOverviewComesBackOnTheOtherNodeAndANewQrWorks()
    {
        await using var desk = await ClusterBrowser.OpenAsync(cluster, chromium);
        await desk.OpenLoginAsync();
        await desk.AcceptAndEnterAsync();
        await RegistrationScreen.RegisterAsync(desk.Page, "Nienke", desk.NewFamily);
        var nienke = $"Nienke {desk.NewFamily}";
        await desk.MarkAsync();

        var dead = await KillNodeOfAsync(desk);

        await desk.AssertReloadedAsync();
        await RegistrarBrowser.Heading(desk.Page).WaitForAsync();
        await Assertions.Expect(RegistrarBrowser.Row(desk.Page, nienke)).ToContainTextAsync("Wacht op activatie");
        // What went with the page is told, and who it was for.
        var news = desk.Page.Locator(".z-news");
        await Assertions.Expect(news).ToContainTextAsync($"De QR-code voor {nienke} is niet meer te zien");
        Assert.Equal(1 - dead, await desk.FindNodeAsync());
        await RegistrarBrowser.GuardedAsync(desk.Page);
        await news.GetByRole(AriaRole.Button, new() { Name = "Nieuwe QR-code" }).ClickAsync();
        await new TestPhone().MustAcceptAsync(cluster.SendAsync, await desk.ReadQrAsync());
        await Assertions.Expect(news).ToContainTextAsync($"{nienke} is nu geregistreerd");
        await Assertions.Expect(RegistrarBrowser.Row(desk.Page, nienke)).ToContainTextAsync("Actief");
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
        await using var desk = await ClusterBrowser.OpenAsync(cluster, chromium);
        await desk.OpenLoginAsync();
        await desk.AcceptAndEnterAsync();
        var node = await desk.FindNodeAsync();
        await using var load = await PhoneLoad.StartAsync(cluster);
        await desk.MarkAsync();

        cluster.Nodes[node].Stop();
        await cluster.Nodes[node].EndAsync();

        await desk.AssertReloadedAsync();
        await RegistrarBrowser.Heading(desk.Page).WaitForAsync();
        await load.GoOnAsync();
        await cluster.ReviveAsync(node);
        await load.GoOnAsync();
        await load.EndAsync();
    }

    private async Task<int> KillNodeOfAsync(ClusterBrowser desk)
    {
        var node = await desk.FindNodeAsync();
        cluster.Nodes[node].Kill();
        await cluster.Nodes[node].EndAsync();
        return node;
    }
}
