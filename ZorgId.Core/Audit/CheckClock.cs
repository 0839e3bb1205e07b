using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>A clock that stands before the log's last entry, or before this program was made.</summary>
/// <param name="Now">What the clock says, UTC.</param>
/// <param name="LastEntry">When the last entry was written, UTC; null where it is the program that is younger than the clock.</param>
public sealed record ClockFault(DateTime Now, DateTime? LastEntry);

/// <summary>
/// Compares this machine's clock with the log before anything is written: a log whose times run backwards proves nothing,
/// and lifetimes that were counted by a wrong clock never end.
/// </summary>
/// <remarks>The database need not have this program's schema, or be there at all.</remarks>
public sealed class CheckClock(IDbContextFactory<PortalDb> databases, IOptions<AuditSettings> settings, TimeProvider time)
{
    /// <summary>No clock that is right stands before this: the month in which the program was first made, UTC.</summary>
    public static readonly DateTime ProgramMade = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    // Clocks of nodes differ a little, and are stepped; a program goes on by its own when the machine's is set back (SteadyClock).
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <returns>Null where the clock is right, as far as the log can tell.</returns>
    public async Task<ClockFault?> ExecuteAsync(CancellationToken cancellation)
    {
        var now = time.UtcNow();
        // The first entries of a log have none before them to compare with.
        if (now < ProgramMade)
            return new(now, null);
        if (settings.Value.AcceptClock)
            return null;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (!await HasLogAsync(db, cancellation))
            return null;
        var last = await db.AuditEntries.OrderByDescending(e => e.Sequence).Select(e => (DateTime?)e.At).FirstOrDefaultAsync(cancellation);
        return last is { } entry && entry - Tolerance > now ? new(now, entry) : null;
    }

    private static async Task<bool> HasLogAsync(PortalDb db, CancellationToken cancellation)
    {
        var history = db.GetService<IHistoryRepository>();
        if (!await history.ExistsAsync(cancellation))
            return false;
        var applied = (await history.GetAppliedMigrationsAsync(cancellation)).Select(m => m.MigrationId);
        // The log is in the first migration of each provider.
        return applied.Contains(db.Database.GetMigrations().First(), StringComparer.Ordinal);
    }
}
