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
    // One client that waits 5 ms for each commit cannot make more in a second.
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
        await TellAsync("SQLite", new(
            [portal, .. references], references, [new(false, 1), new(false, 16), new(true, 1), new(true, 16)]));
    }

    [Fact(Explicit = true)]
    public async Task Logins_OnPostgreSql_OfOneNodeAndThree()
    {
        using var database = await DurablePostgreSql.StartAsync();
        using var one = await StartAsync("1 node", AppContext.BaseDirectory, nodes: 1);
        using var three = await StartAsync("3 nodes", AppContext.BaseDirectory, nodes: 3);
        using var other = BenchmarkOptions.OtherBuild is { } build ? await StartAsync("other", build, nodes: 1) : null;
        await database.DelayAsync(LoginComparison.Delay);
        Assert.InRange(await database.MeasureCommitsAsync(ProbeTime), 1, MostDelayedCommits);

        LoginContestant[] references = other is null ? [one] : [one, other];
        await TellAsync("PostgreSQL", new(
            [.. references, three], references, [new(false, 1), new(false, 16), new(true, 1), new(true, 16), new(true, 32)]));

        async Task<PortalContestant> StartAsync(string name, string folder, int nodes) =>
            await PortalContestant.StartAsync(name, folder, await database.CreateStoreAsync($"of_{name.Replace(' ', '_')}"), nodes);
    }

    private async Task TellAsync(string database, LoginComparison comparison)
    {
        var build = typeof(PortalHost).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var opponent = typeof(OpenIddictServerOptions).Assembly.GetName().Version!.ToString(2);
        output.WriteLine($"{database}, {build} build, {Environment.ProcessorCount} processors, OpenIddict {opponent}");
        output.WriteLine($"Medians of {BenchmarkOptions.Rounds} rounds of {BenchmarkOptions.Duration.TotalSeconds} s; ms and fsyncs a login");
        output.WriteLine((await comparison.RunAsync()).ToString());
    }
}
