using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ZorgId.Core.Persistence;

/// <summary>The database server went away, or is not there: what was asked may be asked again.</summary>
internal static class TransientFault
{
    /// <remarks>
    /// SQLSTATE class 08, and 57P01 to 57P03 (PostgreSQL's manual, appendix A): the server stops, has crashed, or starts.
    /// What took too long is none: asked again it would take as long once more.
    /// </remarks>
    public static bool Is(Exception exception) => exception switch
    {
        DbUpdateException { InnerException: { } inner } => Is(inner),
        PostgresException server => server.SqlState is "57P01" or "57P02" or "57P03"
            || server.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException { InnerException: not TimeoutException } client => client.IsTransient,
        _ => false,
    };

    /// <summary>There was no answer, or there may have been one on its way: what the database was told last, it may have done.</summary>
    public static bool LeavesInDoubt(Exception exception) =>
        Is(exception) || exception is NpgsqlException { InnerException: TimeoutException };
}
