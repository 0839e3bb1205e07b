using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Persistence;

/// <summary>Who waits for a turn to write on SQLite, and has one (ADR 22).</summary>
[Trait("Database", "SQLite")]
public sealed class SqliteTurnTests : IAsyncLifetime
{
    private TestPortal _portal = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Run_OneThatIsAlone_IsCommittedByItselfInItsPlace()
    {
        var writers = await WaitingWriters.StartAsync(_portal);
        var before = _portal.Transactions.Commits;
        List<int> commits = [];

        Task[] waiting =
        [
            .. writers.AddMarks(1, 2),
            _portal.Get<PortalTransactions>().RunAloneAsync(
                (db, _) =>
                {
                    commits.Add(_portal.Transactions.Commits - before);
                    return WaitingWriters.MarkAsync(db, 3);
                },
                Cancellation),
            .. writers.AddMarks(4, 2),
        ];
        await writers.LetGoAsync();
        await Task.WhenAll(waiting);

        Assert.Equal([2], commits);
        Assert.Equal(4, _portal.Transactions.Commits - before);
        Assert.Equal([1, 2, 3, 4, 5], await writers.KeptAsync());
    }

    [Fact]
    public async Task Run_CancelledInTheMiddle_IsDoneToItsEnd()
    {
        var writers = await WaitingWriters.StartAsync(_portal);
        using var impatience = new CancellationTokenSource();
        var hasty = _portal.Get<PortalTransactions>().RunAsync(
            async (db, cancellation) =>
            {
                await impatience.CancelAsync();
                await db.DemoMarks.AnyAsync(cancellation);
                return await WaitingWriters.MarkAsync(db, 1);
            },
            impatience.Token);
        var other = writers.AddMark(2);

        await writers.LetGoAsync();

        Assert.Equal([1, 2], (IEnumerable<int>)await Task.WhenAll(hasty, other));
        Assert.Equal([1, 2], await writers.KeptAsync());
    }

    [Fact]
    public async Task Run_OneWhoLeavesTheRow_IsNotRunAndTheOthersAre()
    {
        var writers = await WaitingWriters.StartAsync(_portal);
        using var impatience = new CancellationTokenSource();
        var first = writers.AddMark(1);
        var leaving = writers.Add(db => WaitingWriters.MarkAsync(db, 2), impatience.Token);
        var last = writers.AddMark(3);

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        await writers.LetGoAsync();

        Assert.Equal([1, 3], (IEnumerable<int>)await Task.WhenAll(first, last));
        Assert.Equal([1, 3], await writers.KeptAsync());
    }

    [Fact]
    public async Task Run_ByAnothersRunner_HasItsOwnCulture()
    {
        var writers = await WaitingWriters.StartAsync(_portal);
        var cultures = ((string[])["nl-NL", "en-GB", "es-ES"]).Select(name => Task.Run(() =>
        {
            CultureInfo.CurrentCulture = new(name);
            return writers.Add(_ => Task.FromResult(CultureInfo.CurrentCulture.Name));
        })).ToList();

        await writers.LetGoAsync();

        Assert.Equal(["nl-NL", "en-GB", "es-ES"], await Task.WhenAll(cultures));
    }
}
