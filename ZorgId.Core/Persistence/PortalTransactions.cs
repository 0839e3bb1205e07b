using Microsoft.EntityFrameworkCore;

namespace ZorgId.Core.Persistence;

/// <summary>Runs a use case in one transaction, and anew where another writer was first.</summary>
public sealed class PortalTransactions(IDbContextFactory<PortalDb> databases)
{
    private const int Attempts = 5;

    /// <summary>
    /// Runs <paramref name="work"/>, saves and commits. Where a row that it read has been changed since (a lost
    /// compare-and-swap, or a unique index that spoke), nothing is kept and it runs again on what is there now.
    /// </summary>
    /// <exception cref="DbUpdateException">It was lost every time.</exception>
    public async Task<T> RunAsync<T>(Func<PortalDb, Task<T>> work, CancellationToken cancellation)
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
