using Microsoft.Data.Sqlite;

namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>One SQLite file by its path, opened without a pool, so that nothing keeps it open after that.</summary>
internal static class SqliteFile
{
    public static async Task<SqliteConnection> OpenAsync(string file, CancellationToken cancellation)
    {
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 5,
        };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <returns>The first value of the answer; null where it is no text.</returns>
    public static async Task<string?> AskAsync(SqliteConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The callers pass constants only.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(cancellation) as string;
    }

    /// <summary>Whether the file is no database, or not a sound one.</summary>
    public static bool IsBroken(SqliteException exception) =>
        exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT;
}
