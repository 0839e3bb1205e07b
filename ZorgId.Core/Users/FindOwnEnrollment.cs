using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;

namespace ZorgId.Core.Users;

/// <summary>An enrollment that the actor opened, as it is shown to them when its popup is gone.</summary>
/// <param name="IsNewUser">True for a new user; false for a new phone of someone who had one.</param>
/// <param name="HasPhone">The phone that accepted it is still the account's, and nobody has blocked the account.</param>
/// <param name="IsSuperseded">A later QR was made for the account, or the account can have none now.</param>
public sealed record OwnEnrollment(
    SessionId Sid, AccountId AccountId, string Name, bool IsNewUser, EnrollmentView View, bool HasPhone, bool IsSuperseded)
{
    internal static async Task<OwnEnrollment> OfAsync(PortalDb db, QrSession session, DateTime now, CancellationToken cancellation)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == session.AccountId, cancellation);
        var phones = await db.Phones.AsNoTracking()
            .Where(p => p.AccountId == account.Id)
            .Select(p => new { p.Kid, p.State })
            .ToListAsync(cancellation);
        var hasLater = await db.QrSessions.AnyAsync(
            s => s.AccountId == account.Id && s.Kind == SessionKind.Enrollment && s.OpenedAt > session.OpenedAt, cancellation);
        // What this very enrollment bound or activated does not make its user one who was there before.
        var isNewUser = !phones.Exists(p => p.Kid != session.ClaimedKid)
            && (account.Status == AccountStatus.AwaitingActivation || session.State == SessionState.Accepted);
        return new(
            session.Id,
            account.Id,
            account.Person.FullName,
            isNewUser,
            EnrollmentView.Of(session, now),
            HasPhone: account.MayHavePhone && session.State == SessionState.Accepted
                && phones.Exists(p => p.Kid == session.ClaimedKid && p.State != PhoneState.Revoked),
            IsSuperseded: hasLater || session.CancelReason == CancelReason.NewQr || !account.MayHavePhone);
    }
}

/// <summary>
/// Finds an enrollment again by its sid alone: its popup went with a page, and the next page knows nothing else.
/// The sid comes from a browser, so the actor must be the one who opened it, and must manage its organisation.
/// </summary>
public sealed class FindOwnEnrollment(PortalTransactions transactions, CurrentActor actors)
{
    /// <returns>Null where the actor has no such enrollment, or no longer.</returns>
    public Task<OwnEnrollment?> ExecuteAsync(PortalCall call, SessionId sid, CancellationToken cancellation) =>
        transactions.ReadAsync(db => FindAsync(db, call, sid, cancellation), cancellation);

    private async Task<OwnEnrollment?> FindAsync(PortalDb db, PortalCall call, SessionId sid, CancellationToken cancellation)
    {
        if (await actors.FindAsync(db, call, cancellation) is not { } actor)
            return null;
        var organisations = actor.Organisations.Select(o => (OrganisationId?)o.Id).ToList();
        var session = await db.QrSessions.AsNoTracking().SingleOrDefaultAsync(
            s => s.Id == sid && s.Kind == SessionKind.Enrollment && s.Environment == actor.Environment
                && s.OpenedBy == actor.AccountId && organisations.Contains(s.Organisation),
            cancellation);
        if (session is null)
            return null;
        var account = await db.Accounts.AsNoTracking().WithMemberships().SingleAsync(a => a.Id == session.AccountId, cancellation);
        return actor.May(AccountAct.View, account) ? await OwnEnrollment.OfAsync(db, session, actor.AsOf, cancellation) : null;
    }
}
