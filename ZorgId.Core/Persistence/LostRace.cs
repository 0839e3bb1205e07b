using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ZorgId.Core.Persistence;

/// <summary>Another writer was first: what was read is not so any more, and may be decided anew.</summary>
internal static class LostRace
{
    /// <remarks>
    /// A row whose concurrency token has changed; SQLITE_CONSTRAINT (SQLite's result code 19); SQLSTATE class 23, and 40001 and
    /// 40P01 (PostgreSQL's manual, appendix A). Whatever else a database refuses, it would refuse again.
    /// </remarks>
    public static bool Is(DbUpdateException exception) => exception is DbUpdateConcurrencyException || exception.InnerException switch
    {
        SqliteException embedded => embedded.SqliteErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT,
        PostgresException server => server.SqlState is "40001" or "40P01" || server.SqlState.StartsWith("23", StringComparison.Ordinal),
        _ => false,
    };
}
