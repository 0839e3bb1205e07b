using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace ZorgId.Core.Persistence.PostgreSql;

/// <summary>
/// Brings the database to this program's schema. Where several nodes start at once, one does it and the
/// others wait for an advisory lock, which the server releases when its holder dies.
/// </summary>
internal sealed class PostgreSqlStart(IDbContextFactory<PortalDb> databases)
{
    // Any number will do that no other program uses in this database; this one is "ZorgId" in ASCII.
    private const long Lock = 0x5A6F72674964;

    // A migration may rewrite a large table.
    private static readonly TimeSpan StatementTimeout = TimeSpan.FromHours(1);

    /// <summary>How long this node waits for another one's migration.</summary>
    internal TimeSpan LockTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <exception cref="TimeoutException">
    /// Another node has been migrating for a minute, or the lock was lost and others may have started meanwhile.
    /// </exception>
    /// <exception cref="TamperedSchemaException">It holds what no program of this portal has made.</exception>
    /// <exception cref="NewerDatabaseException">A newer node has taken away what this one needs.</exception>
    public async Task ExecuteAsync(Func<Task> whileExclusive, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        db.Database.SetCommandTimeout(StatementTimeout);
        // One connection does all of it, because it holds the lock.
        await db.Database.OpenConnectionAsync(cancellation);
        await LockAsync(db, cancellation);
        bool wasAlone;
        try
        {
            await MigrateAsync(db, cancellation);
            await whileExclusive();
        }
        finally
        {
            wasAlone = await UnlockAsync(db);
            await db.Database.CloseConnectionAsync();
        }

        // EF Core opens a lost connection again, and does not know that the lock was lost with it.
        if (!wasAlone)
        {
            throw new TimeoutException(
                "The connection to the database was lost during the start, and others may have started meanwhile: start again.");
        }
    }

    private static async Task MigrateAsync(PortalDb db, CancellationToken cancellation)
    {
        // Asking an empty database for its migrations would be logged as a failure.
        await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellation);
        var (applied, known) = ((await db.Database.GetAppliedMigrationsAsync(cancellation)).ToList(), db.Database.GetMigrations().ToList());
        NewerSchema.Check(applied, known, NewerSchema.IsExpanding);
        if (known.Except(applied, StringComparer.Ordinal).Any())
            await db.Database.MigrateAsync(cancellation);
        // This program must not replace the triggers of a newer one: they are the same as its own, or it does not start.
        var isNewer = applied.Except(known, StringComparer.Ordinal).Any();
        if (!isNewer)
            await PostgreSqlTriggers.PutUpAsync(db, cancellation);
        await PostgreSqlSchema.CheckAsync(db, isNewer, cancellation);
    }

    private async Task LockAsync(PortalDb db, CancellationToken cancellation)
    {
        try
        {
            var milliseconds = LockTimeout.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture);
            await db.Database.ExecuteSqlAsync($"SELECT set_config('lock_timeout', {milliseconds}, false)", cancellation);
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({Lock})", cancellation);
            // A migration must not wait as long for a table, because every writer of the other nodes would wait behind it.
            await db.Database.ExecuteSqlAsync($"RESET lock_timeout", cancellation);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new TimeoutException("Another node has been migrating this database for over a minute.", exception);
        }
    }

    /// <returns>Whether the lock was held until now.</returns>
    private static async Task<bool> UnlockAsync(PortalDb db)
    {
        try
        {
            return (await db.Database.SqlQuery<bool>($"SELECT pg_advisory_unlock({Lock}) AS \"Value\"").ToListAsync())[0];
        }
        catch (Exception exception) when (exception is NpgsqlException or RetryLimitExceededException)
        {
            // The connection is gone and the lock with it; the error that came before is the one to report.
            return false;
        }
    }
}
