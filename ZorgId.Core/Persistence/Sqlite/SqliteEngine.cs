using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>The embedded database: a file.</summary>
internal sealed class SqliteEngine(SqliteStart start) : IDatabaseEngine
{
    public Task StartAsync(Func<Task> whileAlone, CancellationToken cancellation) => start.ExecuteAsync(whileAlone, cancellation);

    /// <remarks>One program serves a file: there is no older one beside it.</remarks>
    public bool CanServeBeside(string migration) => false;

    /// <remarks>BEGIN IMMEDIATE. A transaction that reads first and writes later would be told SQLITE_BUSY, with no use in waiting, as soon as another wrote in between.</remarks>
    public Task<IDbContextTransaction> BeginWritingAsync(PortalDb db, CancellationToken cancellation) => db.Database.BeginTransactionAsync(cancellation);

    public async Task<IDbContextTransaction> BeginReadingAsync(PortalDb db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        var moment = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        return (await db.Database.UseTransactionAsync(moment, cancellation))!;
    }
}
