using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.Sessions;

/// <summary>
/// The sweep: writes down that a session's time is over, and forgets what has been kept long enough. Nothing waits for it;
/// a session is past its time when it is, swept or not.
/// </summary>
public sealed class ExpireSessions(PortalTransactions transactions, ISessionEvents events, IOptions<SessionLifetimes> lifetimes, TimeProvider time)
{
    /// <summary>Sessions in one transaction: phones and browsers write between two.</summary>
    private const int BatchSize = 100;

    /// <returns>How many sessions expired.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var total = 0;
        for (IReadOnlyList<SessionId> batch = [default]; batch.Count > 0;)
        {
            batch = await transactions.RunAsync(db => ExpireBatchAsync(db, cancellation), cancellation);
            foreach (var sid in batch)
                events.Publish(sid);
            total += batch.Count;
        }

        await transactions.RunAsync(db => ForgetAsync(db, cancellation), cancellation);
        return total;
    }

    private async Task<IReadOnlyList<SessionId>> ExpireBatchAsync(PortalDb db, CancellationToken cancellation)
    {
        var now = time.UtcNow();
        var past = await db.QrSessions
            .Where(s => (s.State == SessionState.Open || s.State == SessionState.Claimed) && s.ExpiresAt <= now)
            .OrderBy(s => s.ExpiresAt).Take(BatchSize).ToListAsync(cancellation);
        foreach (var session in past)
        {
            session.Expire(now);
            db.Record(session, AuditAction.SessionExpired, now, actor: null, AuditClient.Server);
        }

        return [.. past.Select(s => s.Id)];
    }

    private async Task<int> ForgetAsync(PortalDb db, CancellationToken cancellation)
    {
        var now = time.UtcNow();
        var before = now - lifetimes.Value.EndedRow;
        var answersBefore = now - AnsweredMessage.Remembered;
        return await db.QrSessions.Where(s => s.EndedAt < before).ExecuteDeleteAsync(cancellation)
            + await db.WrongPins.Where(w => w.At < before).ExecuteDeleteAsync(cancellation)
            + await db.AnsweredMessages.Where(a => a.At < answersBefore).ExecuteDeleteAsync(cancellation);
    }
}
