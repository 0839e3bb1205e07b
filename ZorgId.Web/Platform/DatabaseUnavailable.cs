using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ZorgId.Web.Platform;

/// <summary>
/// Tells a database that is away, locked or full from a mistake of ours. The first is met where it is asked: its person is
/// told, and it is tried again. The second is not caught there, so that it stays visible.
/// </summary>
public static class DatabaseUnavailable
{
    /// <summary>Whether this was thrown because the database did not answer, or not in time, however deep it is wrapped.</summary>
    public static bool IsDatabaseUnavailable(this Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            // Of every provider; EF wraps what may pass in an InvalidOperationException, Data Protection in one of its own.
            if (cause is DbException or DbUpdateException or TimeoutException)
                return true;
        }

        return false;
    }
}
