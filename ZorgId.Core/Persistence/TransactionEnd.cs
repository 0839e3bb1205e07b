using Microsoft.EntityFrameworkCore.Storage;

namespace ZorgId.Core.Persistence;

/// <summary>The end of every transaction that writes: the last acts, and the commit.</summary>
internal sealed class TransactionEnd(IDatabaseEngine engine, IEnumerable<ILastAct> lastActs)
{
    /// <summary>Does what is done last. What the use cases have added must be saved.</summary>
    public async Task PrepareAsync(PortalDb db, CancellationToken cancellation)
    {
        db.Forget();
        foreach (var act in lastActs)
            await act.BeforeCommitAsync(db, cancellation);
    }

    /// <exception cref="CommitInDoubtException">The database may have committed.</exception>
    public async Task CommitAsync(IDbContextTransaction transaction)
    {
        try
        {
            // A commit that is broken off would leave in doubt what was kept.
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception exception) when (engine.LeavesInDoubt(exception))
        {
            throw new CommitInDoubtException(exception);
        }
    }
}
