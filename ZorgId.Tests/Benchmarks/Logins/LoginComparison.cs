namespace ZorgId.Tests.Benchmarks.Logins;

/// <summary>How a server is asked: with each fsync delayed or not, and by how many at once.</summary>
internal sealed record LoginLoad(bool IsDelayed, int AtOnce);

/// <summary>
/// Measures several servers under several loads, one after the other, again and again: what disturbs the machine for a while
/// disturbs all of them. A ratio is taken within each round, and the one in the middle is told.
/// </summary>
/// <param name="references">The servers that all are compared with.</param>
internal sealed class LoginComparison(
    IReadOnlyList<LoginContestant> contestants, IReadOnlyList<LoginContestant> references, IReadOnlyList<LoginLoad> loads)
{
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(5);

    // Until what is called often is compiled for good, in each process.
    private const int WarmUpAtOnce = 16;
    private const int WarmUpLogins = 500;
    private static readonly TimeSpan WarmUpStep = TimeSpan.FromSeconds(1);

    // One client that waits 5 ms for each write to the disk cannot make more in a second.
    private const double MostDelayedFsyncs = 200;

    private readonly Dictionary<(LoginContestant, LoginLoad), List<LoginRound>> _rounds = [];

    public async Task<RatioTable> RunAsync()
    {
        foreach (var contestant in contestants)
        {
            await WarmUpAsync(contestant);
            await MustBeDelayedAsync(contestant);
        }

        for (var round = 0; round < BenchmarkOptions.Rounds; round++)
        {
            foreach (var load in loads)
            {
                // Each goes first as often as last.
                foreach (var contestant in round % 2 == 0 ? contestants : contestants.Reverse())
                {
                    await contestant.Store.DelayAsync(load.IsDelayed ? Delay : TimeSpan.Zero);
                    if (!_rounds.TryGetValue((contestant, load), out var rounds))
                        _rounds[(contestant, load)] = rounds = [];
                    rounds.Add(await LoginRound.RunAsync(contestant, load.AtOnce, BenchmarkOptions.Duration));
                }
            }
        }

        return Tell();
    }

    private static async Task WarmUpAsync(LoginContestant contestant)
    {
        await contestant.Store.DelayAsync(TimeSpan.Zero);
        for (var logins = 0.0; logins < WarmUpLogins * contestant.Nodes;)
            logins += (await LoginRound.RunAsync(contestant, WarmUpAtOnce, WarmUpStep)).Rate * WarmUpStep.TotalSeconds;
    }

    private static async Task MustBeDelayedAsync(LoginContestant contestant)
    {
        await contestant.Store.DelayAsync(Delay);
        var probe = await LoginRound.RunAsync(contestant, atOnce: 1, WarmUpStep);
        Assert.InRange(probe.Fsyncs, 1, double.MaxValue);
        Assert.InRange(probe.Rate * probe.Fsyncs, 0, MostDelayedFsyncs);
    }

    private RatioTable Tell()
    {
        var table = new RatioTable(
        [
            "server", "fsync", "at once", "logins/s", "x 1 at once", .. references.Select(r => $"x {r.Name}"),
            "server ms", "database ms", "generator ms", "fsyncs",
        ]);
        foreach (var load in loads)
        {
            foreach (var contestant in contestants)
            {
                var rounds = _rounds[(contestant, load)];
                table.Add(
                [
                    contestant.Name, load.IsDelayed ? "+5 ms" : "plain", load.AtOnce,
                    Middle(r => r.Rate), Compare(contestant, load with { AtOnce = 1 }),
                    .. references.Select(r => (object?)Compare(r, load)),
                    Middle(r => r.Server), Middle(r => r.Database), Middle(r => r.Generator), Middle(r => r.Fsyncs),
                ]);

                double Middle(Func<LoginRound, double> value) => RatioTable.Median(rounds.Select(value));

                double Compare(LoginContestant other, LoginLoad otherLoad) =>
                    RatioTable.Median(rounds.Zip(_rounds[(other, otherLoad)], (mine, its) => mine.Rate / its.Rate));
            }
        }

        return table;
    }
}
