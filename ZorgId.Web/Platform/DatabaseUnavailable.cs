using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ZorgId.Web.Platform;

/// <summary>
/// Tells a database that cannot be reached, or is locked or full, from a bug. The code that uses the database catches the former,
/// tells the person, and tries again. It does not catch a bug, which must stay visible.
/// </summary>
public static class DatabaseUnavailable
{
    /// <summary>Whether this was thrown because the database did not answer, or not in time, however deep it is wrapped.</summary>
    public static bool IsDatabaseUnavailable(this Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            // These are thrown with every provider. EF wraps what may succeed at a retry in an InvalidOperationException, and Data
            // Protection in an exception of its own, so the inner exceptions count too.
            if (cause is DbException or DbUpdateException or TimeoutException)
                return true;
        }

        return false;
    }
}
