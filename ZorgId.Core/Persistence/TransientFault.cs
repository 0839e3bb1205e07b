using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ZorgId.Core.Persistence;

/// <summary>The database server went away, or is not there, so the request may be sent again.</summary>
internal static class TransientFault
{
    /// <remarks>
    /// These are SQLSTATE class 08, and 57P01 to 57P03 (PostgreSQL's manual, appendix A): the server stops, has
    /// crashed, or starts. A timeout is not among them, because the same request would take as long once more.
    /// </remarks>
    public static bool Is(Exception exception) => exception switch
    {
        DbUpdateException { InnerException: { } inner } => Is(inner),
        PostgresException server => server.SqlState is "57P01" or "57P02" or "57P03"
            || server.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException { InnerException: not TimeoutException } client => client.IsTransient,
        _ => false,
    };

    /// <summary>There was no answer, or one may have been on its way, so the database may have done what it was told last.</summary>
    public static bool LeavesInDoubt(Exception exception) =>
        Is(exception) || exception is NpgsqlException { InnerException: TimeoutException };
}
