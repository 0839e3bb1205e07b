using Microsoft.EntityFrameworkCore;

namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>
/// Brings the database to this program's schema. It is safe while another process does the same, and
/// after one that was killed while doing it: EF Core's own lock row would then stand for ever, so a
/// lock of the operating system protects it, which ends with its process.
/// </summary>
internal sealed class SqliteStart(IDbContextFactory<PortalDb> databases, DatabaseSource source, TimeProvider time)
{
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LockTimeout = TimeSpan.FromMinutes(1);

    // FULL (pragma.html, "synchronous").
    private const int WritesThrough = 2;

    /// <exception cref="TimeoutException">Another process has been migrating for a minute.</exception>
    /// <exception cref="TamperedSchemaException">It holds what no program of this portal has made.</exception>
    /// <exception cref="NewerDatabaseException">
    /// A newer program has migrated it. One program serves a file, so the newer one took no care of an older one (ADR 14).
    /// </exception>
    public async Task ExecuteAsync(Func<Task> whileExclusive, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var file = source.File!;
        PrivateFiles.MakeFolder(Path.GetDirectoryName(file)!);

        await using var guard = await LockAsync(file + LockFiles.Migrating, cancellation);
        PrivateFiles.Make(file);
        // The mode is set at each start. The file keeps it, but a start that was killed may not have come to it.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellation);
        await MustWriteThroughAsync(db, cancellation);
        var (applied, known) = ((await db.Database.GetAppliedMigrationsAsync(cancellation)).ToList(), db.Database.GetMigrations().ToList());
        NewerSchema.Check(applied, known, canServeBeside: _ => false);
        if (known.Except(applied, StringComparer.Ordinal).Any())
        {
            await ClearAbandonedLockAsync(db, cancellation);
            await db.Database.MigrateAsync(cancellation);
        }

        await SqliteTriggers.PutUpAsync(db, cancellation);
        await SqliteSchema.CheckAsync(db, cancellation);
        await whileExclusive();
    }

    // No connection sets it, so it must be the one that this SQLite is built with.
    private static async Task MustWriteThroughAsync(PortalDb db, CancellationToken cancellation)
    {
        var found = await db.Database.SqlQuery<int>($"SELECT synchronous AS Value FROM pragma_synchronous").SingleAsync(cancellation);
        if (found != WritesThrough)
        {
            throw new InvalidOperationException(
                "This SQLite answers a commit before it is on the disk: use a build whose default is synchronous=FULL.");
        }
    }

    private async Task<FileStream> LockAsync(string path, CancellationToken cancellation)
    {
        for (var since = time.GetTimestamp(); ;)
        {
            try
            {
                return PrivateFiles.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (File.Exists(path))
            {
                if (time.GetElapsedTime(since) > LockTimeout)
                    throw new TimeoutException("Another process has been migrating this database for over a minute.", exception);
                await Task.Delay(LockRetry, time, cancellation);
            }
        }
    }

    private static async Task ClearAbandonedLockAsync(PortalDb db, CancellationToken cancellation)
    {
        var isThere = await db.Database
            .SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'")
            .SingleAsync(cancellation);
        if (isThere > 0)
            await db.Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsLock;", cancellation);
    }
}
