using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Cluster;

/// <summary>What nginx does by the configuration of docs/operations.md, before two servers that only answer.</summary>
public sealed class NginxTests
{
    private static readonly string[] Paths = ["/portal/overzicht", "/_blazor/initializers", "/mobile/v1/challenges"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Node_ThatCameBackAMomentAgo_IsAskedWhenTheOtherGoes()
    {
        Uri[] nodes = [FindAddress(), FindAddress()];
        using var proxy = await NginxServer.StartAsync(Ports.FindFree(), nodes);
        using var client = proxy.CreateClient();
        await using (await StartAsync(nodes[1], HttpStatusCode.OK))
        {
            foreach (var path in Paths)
                await MustBePassedOnAsync(proxy, client, path);
        }

        await using var back = await StartAsync(nodes[0], HttpStatusCode.OK);
        foreach (var path in Paths)
            Assert.Equal(HttpStatusCode.OK, await AskAsync(client, path));
    }

    [Fact]
    public async Task Node_ThatSaysThatItCannot_IsPassedOver()
    {
        Uri[] nodes = [FindAddress(), FindAddress()];
        using var proxy = await NginxServer.StartAsync(Ports.FindFree(), nodes);
        using var client = proxy.CreateClient();
        await using var healthy = await StartAsync(nodes[1], HttpStatusCode.OK);

        await using (await StartAsync(nodes[0], HttpStatusCode.ServiceUnavailable))
        {
            await MustBePassedOnAsync(proxy, client, "/portal/overzicht");
            await MustBePassedOnAsync(proxy, client, "/_blazor/initializers");
        }

        await using var mistaken = await StartAsync(nodes[0], HttpStatusCode.InternalServerError);
        await MustBePassedOnAsync(proxy, client, "/mobile/v1/challenges");
    }

    [Fact]
    public async Task Address_ThatAsksForMoreThanAHospitalDoes_IsHeldBack_AndItsPhonesAreNot()
    {
        Uri[] nodes = [FindAddress(), FindAddress()];
        using var proxy = await NginxServer.StartAsync(Ports.FindFree(), nodes);
        using var client = proxy.CreateClient();
        await using var first = await StartAsync(nodes[0], HttpStatusCode.OK);
        await using var second = await StartAsync(nodes[1], HttpStatusCode.OK);

        var answers = new HashSet<HttpStatusCode>();
        while (!answers.Contains(HttpStatusCode.TooManyRequests))
            answers.UnionWith(await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => AskAsync(client, "/portal/inloggen"))));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers.Order());
        Assert.Equal(HttpStatusCode.OK, await AskAsync(client, "/mobile/v1/challenges"));
    }

    /// <summary>It comes to either node first, in the end, and is always answered.</summary>
    private static Task MustBePassedOnAsync(NginxServer proxy, HttpClient client, string path) => Until.IsAsync(
        async () =>
        {
            Assert.Equal(HttpStatusCode.OK, await AskAsync(client, path));
            return proxy.Requests().Any(r => r.Path == path && r.Nodes.Count == 2);
        },
        () => $"Nothing for {path} came to the node that is away.",
        TimeSpan.FromMilliseconds(10));

    // As whoever asks so: a phone posts.
    private static async Task<HttpStatusCode> AskAsync(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(path.StartsWith("/mobile/", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get, path);
        using var answer = await client.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }

    private static Uri FindAddress() => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.FindFree()}"));

    private static async Task<WebApplication> StartAsync(Uri address, HttpStatusCode answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(address.ToString());
        var node = builder.Build();
        node.Run(context =>
        {
            context.Response.StatusCode = (int)answer;
            return Task.CompletedTask;
        });
        await node.StartAsync(Cancellation);
        return node;
    }
}
