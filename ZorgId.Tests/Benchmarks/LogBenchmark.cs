using System.Diagnostics;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Core.Audit;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Benchmarks;

/// <summary>How many entries of the log a second are appended, sealed and verified, and what a head costs behind so many.</summary>
[Collection(NonParallel.Name)]
public sealed class LogBenchmark(ITestOutputHelper output)
{
    private const int InOneTransaction = 1_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Log_AppendSealVerify_ASecond()
    {
        var entries = BenchmarkOptions.Entries;
        await using var portal = await TestPortal.StartAsync();
        var transactions = portal.Get<PortalTransactions>();

        var append = await TimeAsync(async () =>
        {
            for (var done = 0; done < entries; done += InOneTransaction)
                await transactions.RunAloneAsync((db, _) => RecordAsync(db, portal), Cancellation);
        });
        var seal = await TimeAsync(() => portal.SealAsync());
        var head = await TimeAsync(() => portal.Get<ViewAuditHead>().ExecuteAsync(Cancellation));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = before;
        AuditVerdict? verdict = null;
        var verify = await TimeAsync(async () =>
        {
            var running = portal.VerifyAsync();
            while (await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(1), Cancellation)) != running)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
            verdict = await running;
        });

        Assert.Equal((null, entries), (verdict!.Fault, verdict.Count));
        output.WriteLine($"{TestStore.Provider}, {entries:N0} entries");
        output.WriteLine($"appended {entries / append.TotalSeconds,12:N0} a second, {InOneTransaction} in a transaction");
        if (Sql.IsPostgreSql)
            output.WriteLine($"sealed   {entries / seal.TotalSeconds,12:N0} a second");
        output.WriteLine($"verified {entries / verify.TotalSeconds,12:N0} a second, with {(most - before) / 1_000_000.0:N0} MB more than before");
        output.WriteLine($"one head {head.TotalMilliseconds,12:N1} ms");
    }

    private static Task<bool> RecordAsync(PortalDb db, TestPortal portal)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        for (var i = 0; i < InOneTransaction; i++)
            db.Record(new AuditEvent(AuditAction.SignedOut, PortalEnvironment.Productie, portal.Now, AccountId.New(portal.Time), Client: TestPortal.PhoneClient));
        return Task.FromResult(true);
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> act)
    {
        var start = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(start);
    }
}
