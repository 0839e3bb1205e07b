using Microsoft.EntityFrameworkCore;

namespace ZorgId.Core.Persistence;

/// <summary>Runs one use case in a transaction of its own, and again where another writer was first.</summary>
internal sealed class LoneTransaction(IDatabaseEngine engine, TransactionEnd end)
{
    /// <param name="db">It may have been used before: what it tracks and has collected is cleared.</param>
    /// <exception cref="DbUpdateException">It lost the race every time, or the database refuses it for another reason.</exception>
    /// <exception cref="CommitInDoubtException">It may have been committed.</exception>
    public async Task RunAsync(PortalDb db, UseCase useCase, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            db.Forget();
            db.NewLeaves.Clear();
            await using var transaction = await engine.BeginWritingAsync(db, cancellation);
            try
            {
                await useCase.RunAsync(db, cancellation);
                await end.PrepareAsync(db, cancellation);
                await end.CommitAsync(transaction);
                return;
            }
            catch (DbUpdateException exception) when (attempt < TurnLimits.Attempts && LostRace.Is(exception))
            {
                // The transaction rolls back as it is disposed of.
            }
        }
    }
}
