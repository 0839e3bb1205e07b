using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Persistence.Sqlite;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Persistence;

/// <summary>What goes wrong in a group: one of it, its transaction, or its commit (ADR 22).</summary>
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
        var (first, last) = (Told(writers, 1), Told(writers, 3));
        var failing = Told(writers, 2, () => throw new InvalidOperationException("A bug."));
        var after = Told(writers, 4);

        await writers.LetGoAsync();

        Assert.Equal([1, 3, 4], (IEnumerable<int>)await Task.WhenAll(first, last, after));
        Assert.Equal("A bug.", (await Assert.ThrowsAsync<InvalidOperationException>(() => failing)).Message);
        Assert.Equal(2, _portal.Transactions.Commits - before);
        Assert.Equal([1, 3, 4], await MarksAsync());
        Assert.Equal(["1", "3", "4"], (await _portal.LogAsync()).Select(e => e.Detail));
        Assert.Equal([1, 3, 4], _portal.Events.Published.Select(t => int.Parse(t.Text, System.Globalization.CultureInfo.InvariantCulture)).Order());
        Assert.Null((await _portal.Get<VerifyAudit>().ExecuteAsync(mark: null, Cancellation)).Fault);
    }

    [Fact]
    public async Task Run_OneLosesItsRace_IsRunAgainAndTheOthersAreNot()
    {
        var writers = await WaitingWriters.StartAsync(_portal);
        var (before, runs) = (_portal.Transactions.Commits, new int[3]);
        var waiting = Enumerable.Range(0, 3).Select(i => Told(
            writers, i, () => ++runs[i] < 3 && i == 1 ? throw new DbUpdateConcurrencyException() : true)).ToList();

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
        Assert.Equal([1, 2], await MarksAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_TheTransactionIsRolledBackWhole_EveryoneRunsAgainAlone(bool swallows)
    {
        await _portal.ExecuteAsync(RollsBackAll);
        var writers = await WaitingWriters.StartAsync(_portal);
        var (before, runs) = (_portal.Transactions.Commits, new int[3]);
        var first = Told(writers, 1, () => ++runs[0] > 0);
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
        var last = Told(writers, 3, () => ++runs[2] > 0);

        await writers.LetGoAsync();

        Assert.Equal([1, 3], (IEnumerable<int>)await Task.WhenAll(first, last));
        await Assert.ThrowsAsync(swallows ? typeof(InvalidOperationException) : typeof(DbUpdateException), () => failing);
        Assert.Equal([2, swallows ? 2 : 6, 1], runs);
        Assert.Equal(3, _portal.Transactions.Commits - before);
        Assert.Equal([1, 3], await MarksAsync());
        Assert.Equal(["1", "3"], (await _portal.LogAsync()).Select(e => e.Detail));
        Assert.Equal(2, _portal.Events.Published.Count);
    }

    [Theory]
    [InlineData(SQLitePCL.raw.SQLITE_IOERR)]
    [InlineData(SQLitePCL.raw.SQLITE_FULL)]
    [InlineData(SQLitePCL.raw.SQLITE_CONSTRAINT)]
    public async Task Run_AnErrorOfTheCommit_IsInDoubtForAllAndNotRunAgain(int error)
    {
        var (waiting, runs) = await FailToCommitAsync(error);

        foreach (var writer in waiting)
            await Assert.ThrowsAsync<CommitInDoubtException>(() => writer);
        Assert.Equal(3, runs());
        Assert.Equal(3, _portal.Events.Published.Count);
    }

    [Fact]
    public async Task Run_TheCommitFindsTheDatabaseLocked_IsAnErrorForAllAndNothingIsKept()
    {
        var (waiting, runs) = await FailToCommitAsync(SQLitePCL.raw.SQLITE_BUSY);

        foreach (var writer in waiting)
            Assert.Equal(SQLitePCL.raw.SQLITE_BUSY, (await Assert.ThrowsAsync<SqliteException>(() => writer)).SqliteErrorCode);
        Assert.Equal(3, runs());
        Assert.Empty(_portal.Events.Published);
        Assert.Empty(await MarksAsync());
    }

    [Fact]
    public async Task LastAct_OfAGroup_IsDoneOnceAndCommittedWithIt()
    {
        var act = new LastMark();
        var writers = await WaitingWriters.StartAsync(With(act));
        var waiting = writers.AddMarks(1, 3);

        await writers.LetGoAsync();
        await Task.WhenAll(waiting);

        Assert.Equal([0, 3], act.Seen);
        Assert.Equal([1, 2, 3, 1000, 1001], await MarksAsync());
    }

    [Fact]
    public async Task LastAct_ThatFails_UndoesTheGroupAndEveryoneRunsAgainAlone()
    {
        var act = new LastMark { FailsFrom = 3 };
        var writers = await WaitingWriters.StartAsync(With(act));
        var waiting = writers.AddMarks(1, 3);

        await writers.LetGoAsync();

        Assert.Equal([1, 2], (IEnumerable<int>)await Task.WhenAll(waiting[..2]));
        await Assert.ThrowsAsync<InvalidOperationException>(() => waiting[2]);
        Assert.Equal([1, 2, 1000, 1002, 1003], await MarksAsync());
    }

    private PortalTransactions With(ILastAct act)
    {
        var (databases, engine) = (_portal.Get<IDbContextFactory<PortalDb>>(), _portal.Get<IDatabaseEngine>());
        var end = new TransactionEnd(engine, [act]);
        var group = new SqliteGroup(databases, engine, end, NullLogger<SqliteGroup>.Instance);
        return new(databases, engine, new SqliteWriter(databases, group, new LoneTransaction(engine, end)), _portal.Events);
    }

    private async Task<(Task<int>[] Waiting, Func<int> Runs)> FailToCommitAsync(int error)
    {
        var (writers, runs) = (await WaitingWriters.StartAsync(_portal), 0);
        Task<int>[] waiting = [.. Enumerable.Range(1, 3).Select(i => Told(writers, i, () => ++runs > 0))];
        _portal.Transactions.BeforeCommit(2, () => throw new SqliteException("trouble", error));
        await writers.LetGoAsync();
        await Task.WhenAny(Task.WhenAll(waiting));
        return (waiting, () => runs);
    }

    // All that a use case leaves: a row, an entry of the log, and a topic.
    private Task<int> Told(WaitingWriters writers, int id, Func<bool>? then = null) => writers.Add(async db =>
    {
        db.Record(new AuditEvent(AuditAction.SignedOut, PortalEnvironment.Productie, _portal.Now, Detail: $"{id}"));
        await WaitingWriters.MarkAsync(db, id);
        db.Record(new AuditEvent(AuditAction.SignedOut, PortalEnvironment.Productie, _portal.Now, Detail: "left over"));
        then?.Invoke();
        db.DropLeftOver();
        return id;
    });

    private async Task<IEnumerable<int>> MarksAsync() =>
        await _portal.QueryAsync(db => db.DemoMarks.Select(m => m.Id).OrderBy(id => id).ToListAsync(Cancellation));

    /// <summary>Keeps a row for each transaction.</summary>
    private sealed class LastMark : ILastAct
    {
        private int _calls;

        /// <summary>How many rows of use cases it found.</summary>
        public List<int> Seen { get; } = [];

        /// <summary>The number of rows from which on it fails.</summary>
        public int FailsFrom { get; init; } = int.MaxValue;

        public async Task BeforeCommitAsync(PortalDb db, CancellationToken cancellation)
        {
            Assert.Empty(db.ChangeTracker.Entries());
            Seen.Add(await db.DemoMarks.CountAsync(m => m.Id < 1000, cancellation));
            db.DemoMarks.Add(new(1000 + _calls++, "http://localhost"));
            await db.SaveChangesAsync(cancellation);
            if (Seen[^1] >= FailsFrom)
                throw new InvalidOperationException("The last act fails.");
        }
    }
}

file static class LeftOvers
{
    /// <summary>What was recorded and not saved yet is taken back; where the work fails before, the transaction must drop it.</summary>
    public static void DropLeftOver(this PortalDb db) => db.Happened.Clear();
}
