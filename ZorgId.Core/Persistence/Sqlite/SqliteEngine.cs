using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>The embedded database: a file.</summary>
internal sealed class SqliteEngine(SqliteStart start) : IDatabaseEngine
{
    // VACUUM writes all of a large file anew.
    private static readonly TimeSpan StatementTimeout = TimeSpan.FromHours(1);

    public Task StartAsync(Func<Task> whileExclusive, CancellationToken cancellation) => start.ExecuteAsync(whileExclusive, cancellation);

    /// <remarks>One program serves a file, so no older one runs beside it.</remarks>
    public bool CanServeBeside(string migration) => false;

    /// <remarks>
    /// This is BEGIN IMMEDIATE. A transaction that reads first and writes later would fail with SQLITE_BUSY
    /// as soon as another one wrote in between, and waiting would not help.
    /// </remarks>
    public Task<IDbContextTransaction> BeginWritingAsync(PortalDb db, CancellationToken cancellation) =>
        db.Database.BeginTransactionAsync(cancellation);

    /// <remarks>
    /// SQLITE_BUSY says that the commit did not happen and may be tried again. Any other error of COMMIT may have come after the
    /// log was on the disk. What is no error of SQLite's, such as a transaction that was over, comes before COMMIT.
    /// </remarks>
    public bool LeavesInDoubt(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: not SQLitePCL.raw.SQLITE_BUSY };

    /// <remarks>
    /// The connection is closed again, because a context that goes back to its pool would go on counting it as open (EF Core 10).
    /// </remarks>
    public async Task<T> ReadAsync<T>(PortalDb db, Func<PortalDb, Task<T>> work, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var moment = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
            await using var transaction = await db.Database.UseTransactionAsync(moment, cancellation);
            return await work(db);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <remarks>
    /// An overwritten row stays in the free space of its page, and in the write-ahead log. SQLite renews each of these only as a whole.
    /// </remarks>
    public async Task ForgetOverwrittenKeysAsync(PortalDb db, CancellationToken cancellation)
    {
        db.Database.SetCommandTimeout(StatementTimeout);
        await db.Database.ExecuteSqlAsync($"VACUUM", cancellation);
        // The checkpoint tells by its answer, and not by an error, that a reader is in its way.
        await using var checkpoint = db.Database.GetDbConnection().CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE);";
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            if (await checkpoint.ExecuteScalarAsync(cancellation) is not 0L)
                throw new IOException("Another program reads the database.");
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
