using System.Reflection;
using OpenIddict.Server;
using ZorgId.Tests.Benchmarks.Logins;
using ZorgId.Tests.Support;
using ZorgId.Web.Hosting;

namespace ZorgId.Tests.Benchmarks;

/// <summary>
/// How many logins a second the portal takes, and what each costs: for a person to look at. One login is a QR that is opened, its
/// claim and the decision to accept, each of them on the disk before it is answered. CONTRIBUTING has the commands.
/// </summary>
[Collection(NonParallel.Name)]
public sealed class LoginsBenchmark(ITestOutputHelper output)
{
    // One client that waits 5 ms for each write to the disk cannot make more.
    private const double MostDelayedCommits = 200;

    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(1);

    [Fact(Explicit = true)]
    public async Task Logins_OnSqlite_BesideOpenIddict()
    {
        using var portalStore = await SqliteLoginStore.CreateAsync();
        using var opponentStore = await SqliteLoginStore.CreateAsync();
        using var otherStore = BenchmarkOptions.OtherBuild is null ? null : await SqliteLoginStore.CreateAsync();
        using var portal = await PortalContestant.StartAsync("portal", AppContext.BaseDirectory, portalStore);
        using var opponent = await OpenIddictContestant.StartAsync(opponentStore);
        using var other = otherStore is null ? null : await PortalContestant.StartAsync("other", BenchmarkOptions.OtherBuild!, otherStore);
        LoginContestant[] references = other is null ? [opponent] : [opponent, other];
        foreach (var contestant in (LoginContestant[])[portal, .. references])
            await MustBeDelayedAsync(contestant);

        await TellAsync("SQLite", new([portal, .. references], references, [new(false, 1), new(false, 16), new(true, 1), new(true, 16)]));
    }

    [Fact(Explicit = true)]
    public async Task Logins_OnPostgreSql_OfOneNodeAndThree()
    {
        using var database = await DurablePostgreSql.StartAsync();
        using var one = await PortalContestant.StartAsync("1 node", AppContext.BaseDirectory, await database.CreateStoreAsync("one"));
        using var three = await PortalContestant.StartAsync("3 nodes", AppContext.BaseDirectory, await database.CreateStoreAsync("three"), nodes: 3);
        using var other = BenchmarkOptions.OtherBuild is { } build ? await PortalContestant.StartAsync("other", build, await database.CreateStoreAsync("other")) : null;
        await database.DelayAsync(LoginComparison.Delay);
        Assert.InRange(await database.MeasureCommitsAsync(ProbeTime), 1, MostDelayedCommits);

        LoginContestant[] references = other is null ? [one] : [one, other];
        await TellAsync("PostgreSQL", new(
            other is null ? [one, three] : [one, three, other], references, [new(false, 1), new(false, 16), new(true, 1), new(true, 16), new(true, 32)]));
    }

    private async Task TellAsync(string database, LoginComparison comparison)
    {
        var build = typeof(PortalHost).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var opponent = typeof(OpenIddictServerOptions).Assembly.GetName().Version!.ToString(2);
        output.WriteLine(
            $"{database}, {build} build, {Environment.ProcessorCount} processors, OpenIddict {opponent}; {BenchmarkOptions.Rounds} rounds of {BenchmarkOptions.Duration.TotalSeconds} s");
        output.WriteLine((await comparison.RunAsync()).ToString());
    }

    private static async Task MustBeDelayedAsync(LoginContestant contestant)
    {
        await contestant.Store.DelayAsync(LoginComparison.Delay);
        var probe = await LoginRound.RunAsync(contestant, atOnce: 1, ProbeTime);
        await contestant.Store.DelayAsync(TimeSpan.Zero);
        Assert.InRange(probe.Fsyncs, 1, double.MaxValue);
        Assert.InRange(probe.Rate * probe.Fsyncs, 0, MostDelayedCommits);
    }
}
