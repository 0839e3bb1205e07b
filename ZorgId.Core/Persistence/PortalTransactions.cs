using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using ZorgId.Core.Changes;

namespace ZorgId.Core.Persistence;

/// <summary>
/// Runs a use case in one transaction, and anew where another writer was first. Tells what it has changed after the commit.
/// </summary>
public sealed class PortalTransactions(IDbContextFactory<PortalDb> databases, IDatabaseEngine engine, IChangeNotifier notifier)
    : IDisposable
{
    private const int Attempts = 5;

    // The database has room for one writer at a time (ADR 13). Those of this program stand in a row before that: so they hold
    // no thread and no connection while they wait, and only another program's are waited for in the database's own way.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>How long a turn is waited for: as long as a phone waits for its answer.</summary>
    internal TimeSpan TurnPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Runs <paramref name="work"/>, saves and commits. Where a row that it read has been changed since (a lost
    /// compare-and-swap, or a unique index that spoke), or the connection was lost before the commit, nothing is kept and it
    /// runs again on what is there now.
    /// </summary>
    /// <exception cref="DbUpdateException">It was lost every time, or the database refuses it for another reason.</exception>
    /// <exception cref="CommitInDoubtException">It may have been kept. It is not run again.</exception>
    /// <exception cref="TimeoutException">Those before it took too long. It was not run.</exception>
    public async Task<T> RunAsync<T>(Func<PortalDb, Task<T>> work, CancellationToken cancellation)
    {
        // Or the last of many would wait for as long as all before it together, where each waits in vain.
        if (!await _turn.WaitAsync(TurnPatience, cancellation))
            throw new TimeoutException("Those who write before this one take too long.");
        HashSet<Topic> changed = [];
        try
        {
            return await WithRetriesAsync(() => TryAsync(work, topics => changed = topics, cancellation), cancellation);
        }
        finally
        {
            _turn.Release();
            notifier.Publish([.. changed]);
        }
    }

    /// <summary>
    /// Has <paramref name="work"/> read the database as it is at one moment, while others go on writing. It is run anew where the
    /// connection is lost.
    /// </summary>
    public Task<T> ReadAsync<T>(Func<PortalDb, Task<T>> work, CancellationToken cancellation) => WithRetriesAsync(
        async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            await using var moment = await engine.BeginReadingAsync(db, cancellation);
            return await work(db);
        },
        cancellation);

    public void Dispose() => _turn.Dispose();

    private async Task<T> WithRetriesAsync<T>(Func<Task<T>> attempt, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(attempt, run => run());
    }

    private async Task<T> TryAsync<T>(Func<PortalDb, Task<T>> work, Action<HashSet<Topic>> committed, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            await using var transaction = await engine.BeginWritingAsync(db, cancellation);
            try
            {
                var result = await work(db);
                await db.SaveChangesAsync(cancellation);
                await CommitAsync(transaction, () => committed(db.ChangedTopics), cancellation);
                return result;
            }
            catch (DbUpdateException exception) when (attempt < Attempts && LostRace.Is(exception))
            {
                // The transaction rolls back as it is disposed of.
            }
        }
    }

    private static async Task CommitAsync(IDbContextTransaction transaction, Action committed, CancellationToken cancellation)
    {
        try
        {
            await transaction.CommitAsync(cancellation);
            committed();
        }
        catch (Exception exception) when (TransientFault.LeavesInDoubt(exception))
        {
            // Told too: whoever listens reads what is true.
            committed();
            throw new CommitInDoubtException(exception);
        }
    }
}
