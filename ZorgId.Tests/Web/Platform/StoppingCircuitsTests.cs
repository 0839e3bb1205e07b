using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ZorgId.Tests.Browser;
using ZorgId.Tests.Support;
using ZorgId.Web.Health;

namespace ZorgId.Tests.Web.Platform;

public sealed class StoppingCircuitsTests
{
    [Fact]
    public async Task Server_WhileItStops_TurnsCircuitsAwayAndIsNotReady_AndAnswersPhones()
    {
        var work = new WorkToFinish();
        await using var portal = await LivePortal.StartAsync(services => services.AddHostedService(_ => work));
        using var client = new HttpClient { BaseAddress = new Uri(portal.Origin) };
        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync());
        Assert.Equal((HttpStatusCode.OK, "ok"), await AskReadyAsync());

        portal.Get<IHostApplicationLifetime>().StopApplication();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await NegotiateAsync());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/mobile/v1/environment", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "stopping"), await AskReadyAsync());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(HealthRoom.Live, TestContext.Current.CancellationToken)).StatusCode);
        work.Finish();

        async Task<(HttpStatusCode Status, string Server)> AskReadyAsync()
        {
            using var answer = await client.GetAsync(HealthRoom.Ready, TestContext.Current.CancellationToken);
            var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
            return (answer.StatusCode, body["checks"]!["server"]!.GetValue<string>());
        }

        async Task<HttpStatusCode> NegotiateAsync() =>
            (await client.PostAsync("/_blazor/negotiate?negotiateVersion=1", content: null, TestContext.Current.CancellationToken)).StatusCode;
    }

    /// <summary>Keeps the server from stopping until the test has looked.</summary>
    private sealed class WorkToFinish : IHostedService
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Finish() => _done.SetResult();

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => _done.Task;
    }
}
