using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using ZorgId.Core.Changes;

namespace ZorgId.Core.Persistence;

/// <summary>
/// Runs a use case in one transaction, and again where another writer was first. After the commit it tells listeners what has changed.
/// </summary>
public sealed class PortalTransactions(
    IDbContextFactory<PortalDb> databases, IDatabaseEngine engine, IEnumerable<ILastAct> lastActs, IChangeNotifier notifier) : IDisposable
{
    private const int Attempts = 5;

    // The database takes one writer at a time (ADR 13). The writers of this program wait for each other here,
    // where they hold no thread and no connection; only those of other programs are waited for in the database.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>How long a writer waits for its turn: as long as a phone waits for its answer.</summary>
    internal TimeSpan TurnTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Runs <paramref name="work"/>, saves and commits. Where a row that it read was changed since (a lost compare-and-swap, or a unique
    /// index), or the connection was lost before the commit, everything is rolled back and it runs again on the rows as they are now.
    /// </summary>
    /// <exception cref="DbUpdateException">It lost the race every time, or the database refuses it for another reason.</exception>
    /// <exception cref="CommitInDoubtException">It may have been committed, so it is not run again.</exception>
    /// <exception cref="TimeoutException">The writers before it took too long. It was not run.</exception>
    public async Task<T> RunAsync<T>(Func<PortalDb, Task<T>> work, CancellationToken cancellation)
    {
        // Without a limit the last of many writers would wait for as long as all those before it together, even where each of them fails.
        if (!await _turn.WaitAsync(TurnTimeout, cancellation))
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
    /// Lets <paramref name="work"/> read the database as it is at one moment, while others go on writing.
    /// It runs again where the connection is lost.
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
                foreach (var last in lastActs)
                    await last.BeforeCommitAsync(db, cancellation);
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
            // Listeners are told although the commit is in doubt, because they read the rows themselves.
            committed();
            throw new CommitInDoubtException(exception);
        }
    }
}
