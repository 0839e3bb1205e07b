using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ZorgId.Core.Persistence;
using ZorgId.Core.Sessions;

namespace ZorgId.Core.PortalSessions;

/// <summary>
/// The sweep: writes down that someone's time in the portal is over, and forgets what has been kept long enough. Nothing
/// waits for it; <see cref="CurrentActor"/> looks at the clock itself.
/// </summary>
public sealed class ExpirePortalSessions(
    PortalTransactions transactions, IOptions<PortalSessionLimits> limits, IOptions<SessionLifetimes> lifetimes, TimeProvider time)
{
    /// <returns>How many ended.</returns>
    public Task<int> ExecuteAsync(CancellationToken cancellation) => transactions.RunAsync(
        async db =>
        {
            var now = time.UtcNow();
            var (idleSince, startedBefore) = (now - limits.Value.Idle, now - limits.Value.Total);
            var over = await db.PortalSessions.Where(s => s.EndedAt == null && (s.LastActiveAt <= idleSince || s.StartedAt <= startedBefore)).ToListAsync(cancellation);
            foreach (var session in over)
                db.End(session, session.Ends(limits.Value).By, now);

            var forgetBefore = now - lifetimes.Value.EndedRow;
            await db.PortalSessions.Where(s => s.EndedAt < forgetBefore).ExecuteDeleteAsync(cancellation);
            return over.Count;
        },
        cancellation);
}
