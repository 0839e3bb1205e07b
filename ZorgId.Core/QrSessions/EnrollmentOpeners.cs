using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

/// <summary>
/// Tells whether the person who opened an enrollment could still open it, because a QR must not outlive their access.
/// It also reads what the context has not saved yet, so that a use case that takes the access sees its own change.
/// </summary>
internal static class EnrollmentOpeners
{
    /// <returns>True also for an enrollment of the operator, who needs no account.</returns>
    public static async Task<bool> OpenerMayStillAsync(
        this PortalDb db, QrSession session, DateTime now, CancellationToken cancellation)
    {
        if (session.OpenedBy is not { } id)
            return true;
        var opener = await db.Accounts.WithMemberships().SingleAsync(a => a.Id == id, cancellation);
        if (opener.Status != AccountStatus.Active)
            return false;
        // An account acts by its phone, so an account whose phone was taken away loses what it had opened.
        var phones = await db.Phones.Where(p => p.AccountId == id && p.State != PhoneState.Revoked).ToListAsync(cancellation);
        if (!phones.Exists(p => p.State == PhoneState.Active))
            return false;

        var subject = await db.Accounts.WithMemberships().SingleAsync(a => a.Id == session.AccountId, cancellation);
        if (session.Organisation is { } organisation
            && (opener.ManagingRoleAt(organisation) is null || !subject.LiveMemberships.Any(m => m.OrganisationId == organisation)))
        {
            return false;
        }

        return AccountPolicy.Judge(
            AccountAct.RenewQr, subject, at: null, id, session.Environment, now, opener.ManagingRoleAt) == PolicyVerdict.Allowed;
    }

    /// <summary>Cancels the enrollment, records that in the log, and tells whoever looks at it.</summary>
    public static async Task CancelForLostAccessAsync(this PortalDb db, QrSession session, DateTime now, CancellationToken cancellation)
    {
        session.Cancel(CancelReason.OpenerLostAccess, now);
        db.Record(session, AuditAction.SessionCancelled, now, new SystemActor(), nameof(CancelReason.OpenerLostAccess));
        await db.ChangedAsync(cancellation, session);
    }
}
