using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using ZorgId.Core.Persistence;
using ZorgId.Core.Persistence.Sqlite;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Persistence;

/// <summary>The end of a group: its last act and its commit (ADR 22).</summary>
[Trait("Database", "SQLite")]
public sealed class SqliteGroupEndTests : IAsyncLifetime
{
    private TestPortal _portal = null!;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData(SQLitePCL.raw.SQLITE_IOERR)]
    [InlineData(SQLitePCL.raw.SQLITE_FULL)]
    [InlineData(SQLitePCL.raw.SQLITE_CONSTRAINT)]
    public async Task Run_AnErrorOfTheCommit_IsInDoubtForAllAndNotRunAgain(int error)
    {
        var (_, waiting, runs) = await FailToCommitAsync(error);

        foreach (var writer in waiting)
            await Assert.ThrowsAsync<CommitInDoubtException>(() => writer);
        Assert.Equal(3, runs());
        Assert.Equal(3, _portal.Events.Published.Count);
    }

    [Fact]
    public async Task Run_TheCommitFindsTheDatabaseLocked_IsAnErrorForAllAndNothingIsKept()
    {
        var (writers, waiting, runs) = await FailToCommitAsync(SQLitePCL.raw.SQLITE_BUSY);

        foreach (var writer in waiting)
            Assert.Equal(SQLitePCL.raw.SQLITE_BUSY, (await Assert.ThrowsAsync<SqliteException>(() => writer)).SqliteErrorCode);
        Assert.Equal(3, runs());
        Assert.Empty(_portal.Events.Published);
        Assert.Empty(await writers.KeptAsync());
    }

    [Fact]
    public async Task LastAct_OfAGroup_IsDoneOnceAndCommittedWithIt()
    {
        var act = new LastMark();
        var writers = await WaitingWriters.StartAsync(_portal, With(act));
        var waiting = writers.AddMarks(1, 3);

        await writers.LetGoAsync();
        await Task.WhenAll(waiting);

        Assert.Equal([0, 3], act.Seen);
        Assert.Equal([1, 2, 3, 1000, 1001], await writers.KeptAsync());
    }

    [Fact]
    public async Task LastAct_ThatFails_UndoesTheGroupAndEveryoneRunsAgainAlone()
    {
        var act = new LastMark { FailsFrom = 3 };
        var writers = await WaitingWriters.StartAsync(_portal, With(act));
        var waiting = writers.AddMarks(1, 3);

        await writers.LetGoAsync();

        Assert.Equal([1, 2], (IEnumerable<int>)await Task.WhenAll(waiting[..2]));
        await Assert.ThrowsAsync<InvalidOperationException>(() => waiting[2]);
        Assert.Equal([1, 2, 1000, 1002, 1003], await writers.KeptAsync());
    }

    private PortalTransactions With(ILastAct act)
    {
        var (databases, engine) = (_portal.Get<IDbContextFactory<PortalDb>>(), _portal.Get<IDatabaseEngine>());
        var end = new TransactionEnd(engine, [act]);
        var group = new SqliteGroup(databases, engine, end, NullLogger<SqliteGroup>.Instance);
        return new(databases, engine, new SqliteWriter(databases, group, new LoneTransaction(engine, end)), _portal.Events);
    }

    private async Task<(WaitingWriters Writers, Task<int>[] Waiting, Func<int> Runs)> FailToCommitAsync(int error)
    {
        var (writers, runs) = (await WaitingWriters.StartAsync(_portal), 0);
        Task<int>[] waiting = [.. Enumerable.Range(1, 3).Select(i => writers.AddTold(i, () => ++runs > 0))];
        _portal.Transactions.BeforeCommit(2, () => throw new SqliteException("trouble", error));
        await writers.LetGoAsync();
        await Task.WhenAny(Task.WhenAll(waiting));
        return (writers, waiting, () => runs);
    }

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
