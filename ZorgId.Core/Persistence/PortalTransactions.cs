using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Changes;

namespace ZorgId.Core.Persistence;

/// <summary>
/// Runs a use case in one transaction, and again where another writer was first. After the commit it tells listeners what has changed.
/// </summary>
public sealed class PortalTransactions(
    IDbContextFactory<PortalDb> databases, IDatabaseEngine engine, IDatabaseWriter writer, IChangeNotifier notifier)
{
    /// <summary>
    /// Runs <paramref name="work"/>, saves and commits. Where a row that it read was changed since (a lost compare-and-swap, or a unique
    /// index), or the connection was lost before the commit, everything is rolled back and it runs again on the rows as they are now.
    /// </summary>
    /// <param name="work">
    /// It waits for nothing but the context that it is given, because on SQLite others are committed with it (ADR 22). It uses the token
    /// that it is given, which may be less easily cancelled than the caller's.
    /// </param>
    /// <param name="cancellation">Ends the wait for its turn. On SQLite, work that has begun is not cancelled.</param>
    /// <exception cref="DbUpdateException">It lost the race every time, or the database refuses it for another reason.</exception>
    /// <exception cref="CommitInDoubtException">It may have been committed, so it is not run again.</exception>
    /// <exception cref="TimeoutException">The writers before it took too long. It was not run.</exception>
    public Task<T> RunAsync<T>(Func<PortalDb, CancellationToken, Task<T>> work, CancellationToken cancellation) =>
        WriteAsync(work, isAlone: false, cancellation);

    /// <summary>
    /// As <see cref="RunAsync"/>, for what the operator does, and for what takes long: nothing else is committed with it.
    /// </summary>
    public Task<T> RunAloneAsync<T>(Func<PortalDb, CancellationToken, Task<T>> work, CancellationToken cancellation) =>
        WriteAsync(work, isAlone: true, cancellation);

    /// <summary>
    /// Lets <paramref name="work"/> read the database as it is at one moment, while others go on writing.
    /// It runs again where the connection is lost.
    /// </summary>
    public async Task<T> ReadAsync<T>(Func<PortalDb, Task<T>> work, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await engine.ReadAsync(db, work, cancellation);
    }

    private async Task<T> WriteAsync<T>(
        Func<PortalDb, CancellationToken, Task<T>> work, bool isAlone, CancellationToken cancellation)
    {
        var useCase = new UseCase<T>(work);
        try
        {
            await writer.WriteAsync(useCase, isAlone, cancellation);
        }
        catch (CommitInDoubtException)
        {
            // Listeners are told although the commit is in doubt, because they read the rows themselves.
            Publish(useCase);
            throw;
        }

        Publish(useCase);
        return useCase.Result;
    }

    private void Publish(UseCase useCase) => notifier.Publish([.. useCase.Changed]);
}
