using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ZorgId.Tests.Browser;

namespace ZorgId.Tests.Web.Hosting;

public sealed class StoppingCircuitsTests
{
    [Fact]
    public async Task Circuit_WhileTheServerStops_IsTurnedAway_AndAPhoneIsNot()
    {
        var work = new WorkToFinish();
        await using var portal = await LivePortal.StartAsync(services => services.AddHostedService(_ => work));
        using var client = new HttpClient { BaseAddress = new Uri(portal.Origin) };
        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync());

        portal.Get<IHostApplicationLifetime>().StopApplication();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await NegotiateAsync());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/mobile/v1/environment", TestContext.Current.CancellationToken)).StatusCode);
        work.Finish();

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
