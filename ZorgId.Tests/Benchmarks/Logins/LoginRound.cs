using System.Diagnostics;

namespace ZorgId.Tests.Benchmarks.Logins;

/// <summary>What one server did in a few seconds, and what each login cost.</summary>
/// <param name="Rate">Logins a second.</param>
/// <param name="Server">Milliseconds of the processors' time that a login took in the server's processes.</param>
/// <param name="Database">The same, in the database's.</param>
/// <param name="Generator">The same, in this process, which plays phones and browsers.</param>
/// <param name="Fsyncs">Writes to the disk for good, a login.</param>
internal sealed record LoginRound(double Rate, double Server, double Database, double Generator, double Fsyncs)
{
    public static async Task<LoginRound> RunAsync(LoginContestant contestant, int atOnce, TimeSpan duration)
    {
        var before = Costs.Read(contestant);
        var (start, logins) = (Stopwatch.GetTimestamp(), 0);
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(RepeatAsync)));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var after = Costs.Read(contestant);
        return new(
            logins / seconds,
            (after.Server - before.Server).TotalMilliseconds / logins,
            (after.Database - before.Database).TotalMilliseconds / logins,
            (after.Generator - before.Generator).TotalMilliseconds / logins,
            (after.Fsyncs - before.Fsyncs) / (double)logins);

        async Task RepeatAsync()
        {
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                await contestant.LogInAsync();
                Interlocked.Increment(ref logins);
            }
        }
    }

    private sealed record Costs(TimeSpan Server, TimeSpan Database, TimeSpan Generator, long Fsyncs)
    {
        public static Costs Read(LoginContestant contestant) =>
            new(contestant.ProcessorTime, contestant.Store.ProcessorTime, Environment.CpuUsage.TotalTime, contestant.Store.Fsyncs);
    }
}
