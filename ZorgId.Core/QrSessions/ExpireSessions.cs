using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.QrSessions;

/// <summary>
/// Ends the sessions whose time is over, and deletes those that have been kept long enough. Nothing
/// waits for it, because a session is past its time by the clock, whether or not its row tells so.
/// </summary>
public sealed class ExpireSessions(
    IDbContextFactory<PortalDb> databases, PortalTransactions transactions, IOptions<SessionLifetimes> lifetimes, TimeProvider time)
{
    /// <summary>How many sessions one transaction ends; phones and browsers write between two of them.</summary>
    private const int BatchSize = 100;

    /// <returns>How many sessions expired.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var total = 0;
        while (await IsThereAsync(Past, cancellation))
            total += await transactions.RunAsync((db, cancellation) => ExpireBatchAsync(db, cancellation), cancellation);

        if (await IsThereAsync(LongEnded, cancellation))
            await transactions.RunAsync((db, cancellation) => LongEnded(db).ExecuteDeleteAsync(cancellation), cancellation);
        return total;
    }

    // This check takes no lock, because mostly there is nothing to do, and phones and browsers want to write.
    private async Task<bool> IsThereAsync(Func<PortalDb, IQueryable<QrSession>> rows, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await rows(db).AnyAsync(cancellation);
    }

    private async Task<int> ExpireBatchAsync(PortalDb db, CancellationToken cancellation)
    {
        var now = time.UtcNow();
        var past = await Past(db).OrderBy(s => s.ExpiresAt).Take(BatchSize).ToListAsync(cancellation);
        foreach (var session in past)
        {
            session.Expire(now);
            db.Record(session, AuditAction.SessionExpired, now, new SystemActor());
        }

        await db.ChangedAsync(cancellation, past);
        return past.Count;
    }

    private IQueryable<QrSession> Past(PortalDb db)
    {
        var now = time.UtcNow();
        return db.QrSessions.Where(s => (s.State == SessionState.Open || s.State == SessionState.Claimed) && s.ExpiresAt <= now);
    }

    private IQueryable<QrSession> LongEnded(PortalDb db)
    {
        var before = time.UtcNow() - lifetimes.Value.EndedRow;
        var unanswered = time.UtcNow() - SessionLifetimes.UnansweredSecondPhone;
        var unclaimed = time.UtcNow() - lifetimes.Value.UnclaimedLoginRow;
        return db.QrSessions.Where(s => (s.EndedAt < unclaimed && s.Kind == SessionKind.Login && s.ClaimedKid == null)
            || (s.EndedAt < before
                && (s.State != SessionState.Accepted || s.Kind != SessionKind.Enrollment || s.SecondPhoneAt == null
                    || s.SecondPhoneAnsweredAt != null || s.EndedAt < unanswered)));
    }
}
