using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>The embedded database: a file.</summary>
internal sealed class SqliteEngine(SqliteStart start) : IDatabaseEngine
{
    // All of a large file is written anew.
    private static readonly TimeSpan TestTimeouts = TimeSpan.FromHours(1);

    public Task StartAsync(Func<Task> whileAlone, CancellationToken cancellation) => start.ExecuteAsync(whileAlone, cancellation);

    /// <remarks>One program serves a file: there is no older one beside it.</remarks>
    public bool CanServeBeside(string migration) => false;

    /// <remarks>
    /// BEGIN IMMEDIATE. A transaction that reads first and writes later would be told SQLITE_BUSY, with no use in waiting, as soon
    /// as another wrote in between.
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
    /// A row that was overwritten stays in the free room of its page, and in the write-ahead log. SQLite makes either anew as a
    /// whole only.
    /// </remarks>
    public async Task ForgetOverwrittenKeysAsync(PortalDb db, CancellationToken cancellation)
    {
        db.Database.SetCommandTimeout(TestTimeouts);
        await db.Database.ExecuteSqlAsync($"VACUUM", cancellation);
        // It tells by its answer, and not by an error, that a reader is in its way.
        await using var checkpoint = db.Database.GetDbConnection().CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE);";
        await db.Database.OpenConnectionAsync(cancellation);
        if (await checkpoint.ExecuteScalarAsync(cancellation) is not 0L)
            throw new IOException("Another program reads the database.");
    }
}
