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
                var session = await db.QrSessions.SingleOrDefaultAsync(s => s.Id == sid, cancellation);
                // A demo that begins anew, or the sweep, may have taken it.
                if (session is null || session.State.HasEnded() || session.IsPast(now))
                    return false;
                session.Cancel(CancelReason.ClosedInPortal, now);
                // The dialog that shows it is a login's browser, where nobody is logged in, or the beheerder's who opened the enrollment.
                db.Record(
                    session, AuditAction.SessionCancelled, now, session.OpenedBy, session.Client, nameof(CancelReason.ClosedInPortal),
                    session.Kind == SessionKind.Login ? AuditParty.BrowserWithoutLogin : AuditParty.Operator);
                return true;
            },
            cancellation);
        if (changed)
            events.Publish(sid);
    }
}
