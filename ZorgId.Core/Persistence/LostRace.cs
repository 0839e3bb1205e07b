using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ZorgId.Core.Persistence;

/// <summary>Recognises that another writer was first, so that the transaction must read and decide again.</summary>
internal static class LostRace
{
    /// <remarks>
    /// Another writer was first where a concurrency token has changed, and where the error is SQLITE_CONSTRAINT (SQLite's
    /// result code 19), SQLSTATE class 23, 40001 or 40P01 (PostgreSQL's manual, appendix A). Any other error would come again.
    /// </remarks>
    public static bool Is(DbUpdateException exception) => exception is DbUpdateConcurrencyException || exception.InnerException switch
    {
        SqliteException embedded => embedded.SqliteErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT,
        PostgresException server => server.SqlState is "40001" or "40P01" || server.SqlState.StartsWith("23", StringComparison.Ordinal),
        _ => false,
    };
}
