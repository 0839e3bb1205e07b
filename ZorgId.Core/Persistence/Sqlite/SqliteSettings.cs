using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>Sets how long a connection waits for a lock. It asks the database nothing, since connections are opened all the time.</summary>
/// <remarks>
/// That a commit is on the disk before it is answered needs no setting: <c>synchronous=FULL</c> is what this SQLite is built with, for
/// the write-ahead log too, and <see cref="SqliteStart"/> sees to that.
/// </remarks>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    // The library tries again what SQLite gave up; together they take no longer than a phone waits for its answer.
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(5);

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Set((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    private static void Set(SqliteConnection connection)
    {
        connection.DefaultTimeout = (int)LockTimeout.TotalSeconds;
        SQLitePCL.raw.sqlite3_busy_timeout(connection.Handle, (int)LockTimeout.TotalMilliseconds);
    }
}
