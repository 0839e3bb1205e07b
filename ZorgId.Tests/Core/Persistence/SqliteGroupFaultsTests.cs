using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Persistence;

/// <summary>What goes wrong with one of a group, and with its transaction (ADR 22).</summary>
[Trait("Database", "SQLite")]
public sealed class SqliteGroupFaultsTests : IAsyncLifetime
{
    // As a full disk does it, or an I/O error: all of the transaction is rolled back.
    private const string RollsBackAll = "CREATE TRIGGER trouble BEFORE INSERT ON DemoMarks WHEN NEW.Id = 13 BEGIN SELECT RAISE(ROLLBACK, 'trouble'); END;";

    private TestPortal _portal = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Run_OneFailsInTheMiddle_LeavesNothingAndTakesNothingWithIt()
    {
        var writers = await WaitingWriters.StartAsync(_portal);
        var before = _portal.Transactions.Commits;
        var (first, second) = (writers.AddTold(1), writers.AddTold(3));
        var failing = writers.AddTold(2, () => throw new InvalidOperationException("A bug."));
        var last = writers.AddTold(4);

        await writers.LetGoAsync();

        Assert.Equal([1, 3, 4], (IEnumerable<int>)await Task.WhenAll(first, second, last));
        Assert.Equal("A bug.", (await Assert.ThrowsAsync<InvalidOperationException>(() => failing)).Message);
        Assert.Equal(2, _portal.Transactions.Commits - before);
        Assert.Equal([1, 3, 4], await writers.KeptAsync());
        Assert.Equal(["1", "3", "4"], (await _portal.LogAsync()).Select(e => e.Detail));
        Assert.Equal([1, 3, 4], _portal.Events.Published.Select(t => int.Parse(t.Text, System.Globalization.CultureInfo.InvariantCulture)).Order());
        Assert.Null((await _portal.Get<VerifyAudit>().ExecuteAsync(mark: null, Cancellation)).Fault);
    }

    [Fact]
    public async Task Run_OneLosesItsRace_IsRunAgainAndTheOthersAreNot()
    {
        var writers = await WaitingWriters.StartAsync(_portal);
        var (before, runs) = (_portal.Transactions.Commits, new int[3]);
        var waiting = Enumerable.Range(0, 3).Select(i => writers.AddTold(i, () => ++runs[i] < 3 && i == 1 ? throw new DbUpdateConcurrencyException() : true)).ToList();

        await writers.LetGoAsync();
        await Task.WhenAll(waiting);

        Assert.Equal([1, 3, 1], runs);
        Assert.Equal(2, _portal.Transactions.Commits - before);
        Assert.Equal(["0", "1", "2"], (await _portal.LogAsync()).Select(e => e.Detail));
        Assert.Equal(3, _portal.Events.Published.Count);
    }

    [Fact]
    public async Task Run_TwoWhoWantTheSameRow_OneHasItAndTheOtherIsRefusedInTheEnd()
    {
        var writers = await WaitingWriters.StartAsync(_portal);
        var (first, runs) = (writers.AddMark(1), 0);
        var second = writers.Add(db =>
        {
            runs++;
            return WaitingWriters.MarkAsync(db, 1);
        });
        var last = writers.AddMark(2);

        await writers.LetGoAsync();

        await Assert.ThrowsAsync<DbUpdateException>(() => second);
        Assert.Equal([1, 2], (IEnumerable<int>)await Task.WhenAll(first, last));
        Assert.Equal(5, runs);
        Assert.Equal([1, 2], await writers.KeptAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_TheTransactionIsRolledBackWhole_EveryoneRunsAgainAlone(bool swallows)
    {
        await _portal.ExecuteAsync(RollsBackAll);
        var writers = await WaitingWriters.StartAsync(_portal);
        var (before, runs) = (_portal.Transactions.Commits, new int[3]);
        var first = writers.AddTold(1, () => ++runs[0] > 0);
        var failing = writers.Add(async db =>
        {
            runs[1]++;
            try
            {
                return await WaitingWriters.MarkAsync(db, 13);
            }
            catch (DbUpdateException) when (swallows)
            {
                db.ChangeTracker.Clear();
                return 13;
            }
        });
        var last = writers.AddTold(3, () => ++runs[2] > 0);

        await writers.LetGoAsync();

        Assert.Equal([1, 3], (IEnumerable<int>)await Task.WhenAll(first, last));
        await Assert.ThrowsAsync(swallows ? typeof(InvalidOperationException) : typeof(DbUpdateException), () => failing);
        Assert.Equal([2, swallows ? 2 : 6, 1], runs);
        Assert.Equal(3, _portal.Transactions.Commits - before);
        Assert.Equal([1, 3], await writers.KeptAsync());
        Assert.Equal(["1", "3"], (await _portal.LogAsync()).Select(e => e.Detail));
        Assert.Equal(2, _portal.Events.Published.Count);
    }
}
