using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>Sets what SQLite keeps by connection and not by file, so that a commit is on the disk before it is answered.</summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;";

    // In seconds. The library tries again what SQLite gave up; together they take no longer than a phone waits for its answer.
    private const int LockTimeout = 5;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Begin(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Begin(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Begin(DbConnection connection)
    {
        ((SqliteConnection)connection).DefaultTimeout = LockTimeout;
        var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        return command;
    }
}
