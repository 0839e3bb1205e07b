using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ZorgId.Core.Persistence;

/// <summary>Runs a use case in one transaction, and anew where another writer was first.</summary>
public sealed class PortalTransactions(IDbContextFactory<PortalDb> databases) : IDisposable
{
    private const int Attempts = 5;

    // SQLite has room for one writer, and gives it by luck: who waits looks again now and then, holding a thread. The writers
    // of this program stand in a row before that; only another program's are waited for in SQLite's way.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>
    /// Runs <paramref name="work"/>, saves and commits. Where a row that it read has been changed since (a lost
    /// compare-and-swap, or a unique index that spoke), nothing is kept and it runs again on what is there now.
    /// </summary>
    /// <remarks>
    /// On SQLite it begins with BEGIN IMMEDIATE: writers wait for each other before they read anything. One that reads first
    /// and writes later would be told SQLITE_BUSY, with no use in waiting, as soon as another wrote in between.
    /// </remarks>
    /// <exception cref="DbUpdateException">It was lost every time.</exception>
    public async Task<T> RunAsync<T>(Func<PortalDb, Task<T>> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await TryAsync(work, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Has <paramref name="work"/> read the database as it is at one moment, while others go on writing.</summary>
    public async Task<T> ReadAsync<T>(Func<PortalDb, Task<T>> work, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db.Database.OpenConnectionAsync(cancellation);
        await using var moment = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        await db.Database.UseTransactionAsync(moment, cancellation);
        return await work(db);
    }

    public void Dispose() => _turn.Dispose();

    private async Task<T> TryAsync<T>(Func<PortalDb, Task<T>> work, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            try
            {
                var result = await work(db);
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
                return result;
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // The transaction rolls back as it is disposed of.
            }
        }
    }
}
