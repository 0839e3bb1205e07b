using System.Diagnostics;
using System.Net;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Benchmarks;

/// <summary>How long a phone waits that is known at an address from which a stranger sends a thousand bad messages a second.</summary>
[Collection(NonParallel.Name)]
public sealed class FloodBenchmark(ITestOutputHelper output)
{
    private const string Here = "192.0.2.10";
    private const string Identity = "/mobile/v1/identity";
    private const int ASecond = 1_000;
    private const int Unlocks = 20;

    // As long as an app waits (PROTOCOL, order of checks).
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact(Explicit = true)]
    public async Task KnownPhone_BesideAThousandBadMessagesASecond_IsAnsweredInTime()
    {
        await using var server = await PortalServer.StartAsync();
        var phone = await server.SeedAdministratorAsync();
        await UnlockAsync(server, phone);
        var strangers = Enumerable.Range(0, 100).Select(_ => new TestPhone().Unlock(TestPortal.Productie, "AAAA")).ToList();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var sent = 0;
        var flood = Task.Run(() => FloodAsync(server, strangers, () => Interlocked.Increment(ref sent), end.Token), CancellationToken.None);

        var (began, slowest) = (Stopwatch.GetTimestamp(), TimeSpan.Zero);
        for (var i = 0; i < Unlocks; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await UnlockAsync(server, phone);
            slowest = Stopwatch.GetElapsedTime(start) is var took && took > slowest ? took : slowest;
            await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
        }

        var rate = sent / Stopwatch.GetElapsedTime(began).TotalSeconds;
        await end.CancelAsync();
        await flood;
        output.WriteLine($"{rate:N0} bad messages a second; the slowest of {Unlocks} unlocks took {slowest.TotalMilliseconds:N0} ms.");
        Assert.InRange(slowest, TimeSpan.Zero, Limit);
        Assert.InRange(rate, ASecond * 0.9, double.MaxValue);
    }

    // Twenty times a second as many as come in that time, whether or not those before were answered.
    private static async Task FloodAsync(PortalServer server, List<byte[]> strangers, Action count, CancellationToken end)
    {
        const int rounds = 20;
        using var client = server.Client(address: Here);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / rounds));
        var pending = new List<Task>();
        while (!end.IsCancellationRequested)
        {
            for (var i = 0; i < ASecond / rounds; i++)
                pending.Add(SendAsync(strangers[i % strangers.Count]));
            pending.RemoveAll(sent => sent.IsCompletedSuccessfully);
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        await Task.WhenAll(pending);

        async Task SendAsync(byte[] message)
        {
            using var content = PortalServer.Message(message);
            using var answer = await client.PostAsync(Identity, content, CancellationToken.None);
            Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
            count();
        }
    }

    private static async Task UnlockAsync(PortalServer server, TestPhone phone)
    {
        using var client = server.Client(address: Here);
        var challenge = await (await client.PostAsync("/mobile/v1/challenges", content: null, TestContext.Current.CancellationToken)).MustJsonAsync();
        await (await server.SendAsync(Identity, phone.Unlock(TestPortal.Productie, challenge["nonce"]!.GetValue<string>()), address: Here)).MustJsonAsync();
    }
}
