using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Sessions;

/// <summary>The portal closes a session whose QR it shows. One that has ended already stays as it is.</summary>
public sealed class CancelSession(PortalTransactions transactions, ISessionEvents events, TimeProvider time)
{
    public async Task ExecuteAsync(SessionId sid, CancellationToken cancellation)
    {
        var changed = await transactions.RunAsync(
            async db =>
            {
                var now = time.UtcNow();
                var session = await db.QrSessions.SingleAsync(s => s.Id == sid, cancellation);
                if (session.State.HasEnded() || session.IsPast(now))
                    return false;
                session.Cancel(CancelReason.ClosedInPortal, now);
                db.Record(session, AuditAction.SessionCancelled, now, actor: null, detail: nameof(CancelReason.ClosedInPortal));
                return true;
            },
            cancellation);
        if (changed)
            events.Publish(sid);
    }
}
