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

    public async Task<IDbContextTransaction> BeginReadingAsync(PortalDb db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        var moment = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        return (await db.Database.UseTransactionAsync(moment, cancellation))!;
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
        if (await checkpoint.ExecuteScalarAsync(cancellation) is not 0L)
            throw new IOException("Another program reads the database.");
    }
}
