using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ZorgId.Core.Persistence;
using ZorgId.Core.QrSessions;

namespace ZorgId.Core.PortalSessions;

/// <summary>
/// Ends the portal sessions whose time is over, and deletes those that have been kept long enough.
/// Nothing waits for it, because <see cref="CurrentActor"/> looks at the clock itself.
/// </summary>
public sealed class ExpirePortalSessions(
    IDbContextFactory<PortalDb> databases,
    PortalTransactions transactions,
    IOptions<PortalSessionLimits> limits,
    IOptions<SessionLifetimes> lifetimes,
    TimeProvider time)
{
    /// <returns>How many ended.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        // This check takes no lock, as in ExpireSessions.
        await using (var db = await databases.CreateDbContextAsync(cancellation))
        {
            if (!await Over(db).AnyAsync(cancellation) && !await LongEnded(db).AnyAsync(cancellation))
                return 0;
        }

        return await transactions.RunAsync((db, cancellation) => EndAsync(db, cancellation), cancellation);
    }

    private async Task<int> EndAsync(PortalDb db, CancellationToken cancellation)
    {
        var now = time.UtcNow();
        var over = await Over(db).ToListAsync(cancellation);
        foreach (var session in over)
            db.End(session, session.Ends(limits.Value).By, now);

        await LongEnded(db).ExecuteDeleteAsync(cancellation);
        return over.Count;
    }

    private IQueryable<PortalSession> Over(PortalDb db)
    {
        var (idleSince, startedBefore) = (time.UtcNow() - limits.Value.Idle, time.UtcNow() - limits.Value.Total);
        return db.PortalSessions.Where(s => s.EndedAt == null && (s.LastActiveAt <= idleSince || s.StartedAt <= startedBefore));
    }

    private IQueryable<PortalSession> LongEnded(PortalDb db)
    {
        var before = time.UtcNow() - lifetimes.Value.EndedRow;
        return db.PortalSessions.Where(s => s.EndedAt < before);
    }
}
