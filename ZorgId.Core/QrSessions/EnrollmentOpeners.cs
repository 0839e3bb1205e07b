using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

/// <summary>
/// Whether who opened an enrollment could still open it: a QR must not outlive the access of the person who made it. Reads
/// what the context holds unsaved too, so that a use case that takes the access sees the result of its own change.
/// </summary>
internal static class EnrollmentOpeners
{
    /// <returns>True also for the operator's, who needs no account.</returns>
    public static async Task<bool> OpenerMayStillAsync(this PortalDb db, QrSession session, CancellationToken cancellation)
    {
        if (session.OpenedBy is not { } id)
            return true;
        var opener = await db.Accounts.Include(a => a.Memberships).SingleAsync(a => a.Id == id, cancellation);
        if (opener.Status != AccountStatus.Active)
            return false;
        // What an account does, it does by a phone: one that was taken away takes with it what it had opened.
        var phones = await db.Phones.Where(p => p.AccountId == id && p.State == PhoneState.Active).ToListAsync(cancellation);
        if (!phones.Exists(p => p.State == PhoneState.Active))
            return false;

        var managed = Present(db, opener).Where(m => m.Role.OpensPortal())
            .GroupBy(m => m.OrganisationId)
            .Select(roles => new ManagedOrganisation(roles.Key, "", roles.Max(m => m.Role))).ToList();
        if (session.Organisation is { } organisation && !managed.Exists(m => m.Id == organisation))
            return false;
        var subject = await db.Accounts.Include(a => a.Memberships).SingleAsync(a => a.Id == session.AccountId, cancellation);
        return new Actor(id, session.Environment, "", "", managed).MayChange(subject);
    }

    /// <summary>Cancels it, and tells the log and who looks at it.</summary>
    public static async Task CancelForLostAccessAsync(this PortalDb db, QrSession session, DateTime now, CancellationToken cancellation)
    {
        session.Cancel(CancelReason.OpenerLostAccess, now);
        db.Record(
            session, AuditAction.SessionCancelled, now, actor: null, AuditClient.Server,
            nameof(CancelReason.OpenerLostAccess), AuditParty.System);
        await db.ChangedAsync(cancellation, session);
    }

    // A membership that is about to go stands in its account until it has gone.
    private static IEnumerable<Membership> Present(PortalDb db, Account account) =>
        account.Memberships.Where(m => db.Entry(m).State != EntityState.Deleted);
}
