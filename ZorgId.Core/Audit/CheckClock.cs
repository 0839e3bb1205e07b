using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>The clock is behind the log's last entry, or behind the month in which this program was made.</summary>
/// <param name="Now">What the clock says, UTC.</param>
/// <param name="LastEntry">When the last entry was written, UTC; null where the clock is behind the program itself.</param>
public sealed record ClockFault(DateTime Now, DateTime? LastEntry);

/// <summary>
/// Compares this machine's clock with the log before anything is written. A log whose times run
/// backwards proves nothing, and a lifetime that was counted by a wrong clock may never end.
/// </summary>
/// <remarks>The database may have another schema, or may not exist yet.</remarks>
public sealed class CheckClock(IDbContextFactory<PortalDb> databases, IOptions<AuditSettings> settings, TimeProvider time)
{
    /// <summary>The month in which the program was first made, UTC. A clock that is behind this is wrong.</summary>
    public static readonly DateTime ProgramMade = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    // An entry without a leaf does not count, because nobody has proven it.
    private const string Last =
        $"""
        SELECT {StoredEntry.Columns} FROM "AuditLeaves" l JOIN "AuditEntries" e ON e."Id" = l."EntryId" ORDER BY l."Index" DESC LIMIT 1
        """;

    // Clocks of nodes differ a little and are corrected; a running program keeps its own time when the
    // machine's is set back (SteadyClock).
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <returns>Null where the clock is right, as far as the log can tell.</returns>
    public async Task<ClockFault?> ExecuteAsync(CancellationToken cancellation)
    {
        var now = time.UtcNow();
        // An empty log has nothing to compare with, so the clock is compared with the program first.
        if (now < ProgramMade)
            return new(now, null);
        if (settings.Value.AcceptClock)
            return null;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (!await HasLogAsync(db, cancellation))
            return null;
        var last = (DateTime?)null;
        await LogQuery.ReadAsync(db, Last, [], row => (last = StoredEntry.ReadTime(row, 0)) is null, cancellation);
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
