using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>
/// Runs use cases one after the other on one context and one connection, in one transaction, so that one wait for the disk is enough
/// for all (ADR 22). Each has a savepoint, to which it is rolled back where it fails; the others do not notice.
/// </summary>
internal sealed partial class SqliteGroup(
    IDbContextFactory<PortalDb> databases, IDatabaseEngine engine, TransactionEnd end, ILogger<SqliteGroup> logger)
{
    private const string Savepoint = "use_case";

    /// <summary>Runs them and commits; what one of them failed with is its <see cref="SqliteTurn.Failure"/>.</summary>
    /// <returns>False where nothing is kept of any of them, so that each has to be run by itself.</returns>
    /// <exception cref="CommitInDoubtException">All of them may have been committed.</exception>
    /// <exception cref="SqliteException">Another program holds the database. Nothing was kept.</exception>
    public async Task<bool> TryRunAsync(IReadOnlyList<SqliteTurn> turns)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await engine.BeginWritingAsync(db, CancellationToken.None);
        var sqlite = (SqliteTransaction)transaction.GetDbTransaction();
        try
        {
            foreach (var turn in turns)
                turn.Failure = await RunAsync(db, sqlite, turn);
            await end.PrepareAsync(db, CancellationToken.None);
            if (!Stands(sqlite))
                throw new InvalidOperationException("The transaction was rolled back, and nobody was told.");
        }
        catch (Exception exception)
        {
            LogUndone(logger, turns.Count, exception);
            return false;
        }

        await end.CommitAsync(transaction);
        return true;
    }

    /// <returns>What it failed with; nothing of it is kept then. Null where it is kept, once the transaction is committed.</returns>
    private static async Task<Exception?> RunAsync(PortalDb db, SqliteTransaction transaction, SqliteTurn turn)
    {
        var leaves = db.NewLeaves.Count;
        for (var attempt = 1; ; attempt++)
        {
            db.Forget();
            transaction.Save(Savepoint);
            try
            {
                await turn.InFlowAsync(() => turn.UseCase.RunAsync(db, CancellationToken.None));
                transaction.Release(Savepoint);
                return null;
            }
            catch (Exception exception) when (Stands(transaction))
            {
                transaction.Rollback(Savepoint);
                transaction.Release(Savepoint);
                db.NewLeaves.RemoveRange(leaves, db.NewLeaves.Count - leaves);
                if (exception is not DbUpdateException update || attempt == TurnLimits.Attempts || !LostRace.Is(update))
                    return exception;
            }
        }
    }

    // Some errors, such as a full disk, make SQLite roll back all of the transaction by itself (lang_transaction.html, "Response To
    // Errors Within A Transaction"). To roll back to a savepoint would only fail then, and what is written next would be kept at once.
    private static bool Stands(SqliteTransaction transaction) =>
        transaction.Connection is { } connection && SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0;

    [LoggerMessage(
        104, LogLevel.Warning, "A transaction of {Count} use cases was rolled back whole, and each of them is run again by itself.")]
    private static partial void LogUndone(ILogger logger, int count, Exception exception);
}
