using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Cluster;

/// <summary>What nginx does by the configuration of docs/operations.md, before two servers that only answer.</summary>
public sealed class NginxTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Node_ThatCameBackAMomentAgo_IsAskedWhenTheOtherGoes()
    {
        Uri[] nodes = [FindAddress(), FindAddress()];
        using var proxy = await NginxServer.StartAsync(Ports.FindFree(), nodes);
        using var client = proxy.CreateClient();
        string[] paths = ["/portal/overzicht", "/_blazor/initializers", "/mobile/v1/challenges"];
        await using (await StartAsync(nodes[1]))
        {
            foreach (var path in paths)
                await Until.IsAsync(async () => await AskAsync(path) == HttpStatusCode.OK && WasPassedOn(path), () => $"Nothing for {path} came to the node that is away.");
        }

        await using var back = await StartAsync(nodes[0]);
        foreach (var path in paths)
            Assert.Equal(HttpStatusCode.OK, await AskAsync(path));

        async Task<HttpStatusCode> AskAsync(string path)
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
            return answer.StatusCode;
        }

        bool WasPassedOn(string path) => proxy.Requests().Any(r => r.Path == path && r.Nodes.Count == 2);
    }

    private static Uri FindAddress() => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.FindFree()}"));

    private static async Task<WebApplication> StartAsync(Uri address)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(address.ToString());
        var node = builder.Build();
        node.Run(context => context.Response.WriteAsync("ja", Cancellation));
        await node.StartAsync(Cancellation);
        return node;
    }
}
