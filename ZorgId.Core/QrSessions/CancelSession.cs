using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.QrSessions;

/// <summary>The portal closes a session whose QR it shows. One that has ended already stays as it is.</summary>
public sealed class CancelSession(PortalTransactions transactions, TimeProvider time)
{
    /// <returns>False where it had ended already.</returns>
    public Task<bool> ExecuteAsync(SessionId sid, CancellationToken cancellation) =>
        transactions.RunAsync(
            async (db, cancellation) =>
            {
                var now = time.UtcNow();
                var session = await db.QrSessions.SingleOrDefaultAsync(s => s.Id == sid, cancellation);
                // A demo that is reset, or ExpireSessions, may have deleted it.
                if (session is null || session.State.HasEnded() || session.IsPast(now))
                    return false;
                session.Cancel(CancelReason.ClosedInPortal, now);
                // A login's dialog is in a browser where nobody is logged in; an enrollment's is that of the beheerder who opened it.
                db.Record(
                    session,
                    AuditAction.SessionCancelled,
                    now,
                    session.OpenedBy,
                    session.Requester?.Client,
                    nameof(CancelReason.ClosedInPortal),
                    session.Kind == SessionKind.Login ? AuditParty.BrowserWithoutLogin : AuditParty.Operator);
                await db.ChangedAsync(cancellation, session);
                return true;
            },
            cancellation);
}
