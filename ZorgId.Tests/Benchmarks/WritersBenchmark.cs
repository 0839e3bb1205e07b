using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ZorgId.Core;
using ZorgId.Core.Audit;
using ZorgId.Core.Keys;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Benchmarks;

/// <summary>
/// How many transactions that write the log a second takes, by one node and by several: for a person to look at (ADR 13 and 22).
/// CONTRIBUTING has the command. The tests' PostgreSQL server waits for no disk.
/// </summary>
public sealed class WritersBenchmark(ITestOutputHelper output)
{
    private const int Writes = 2_000;
    private const int AtOnce = 16;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory(Explicit = true)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Run_WritersOfTheLog_ASecond(int count)
    {
        using var store = await TestStore.CreateAsync();
        var keys = new EphemeralDataProtectionProvider();
        var nodes = Enumerable.Range(0, count)
            .Select(_ => new ServiceCollection().AddLogging().AddSingleton<IDataProtectionProvider>(keys).AddZorgIdCore(store.Source).BuildServiceProvider()).ToList();
        foreach (var node in nodes)
        {
            await node.GetRequiredService<AuditSecret>().OpenAsync(node.GetRequiredService<ServerKeys>(), node.GetRequiredService<IDbContextFactory<PortalDb>>(), Cancellation);
            await WriteAsync(node);
        }

        var start = TimeProvider.System.GetTimestamp();
        await Parallel.ForAsync(0, Writes, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancellation }, async (i, _) => await WriteAsync(nodes[i % count]));
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;

        output.WriteLine($"{TestStore.Provider}, {count} nodes, {AtOnce} at once: {Writes / seconds:F0} a second");
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    private static Task<bool> WriteAsync(ServiceProvider node) => node.GetRequiredService<PortalTransactions>().RunAsync(
        (db, _) =>
        {
            db.Record(new AuditEvent(AuditAction.SignedOut, PortalEnvironment.Productie, TimeProvider.System.UtcNow()));
            return Task.FromResult(true);
        },
        Cancellation);
}
