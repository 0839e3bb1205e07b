using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Sessions;

/// <summary>An enrollment that the actor opened, as they may be told of it when its popup is gone.</summary>
/// <param name="IsNewUser">Else it is a new phone of someone who had one.</param>
public sealed record OwnEnrollment(SessionId Sid, AccountId AccountId, string Name, bool IsNewUser, EnrollmentView View);

/// <summary>
/// Finds an enrollment again by no more than its sid: its popup went with a page, and the page after it knows nothing else.
/// The sid comes from a browser, so the actor must be who opened it, and manage where.
/// </summary>
public sealed class FindOwnEnrollment(IDbContextFactory<PortalDb> databases, TimeProvider time)
{
    /// <returns>Null where the actor has no such enrollment, or no longer.</returns>
    public async Task<OwnEnrollment?> ExecuteAsync(Actor actor, SessionId sid, CancellationToken cancellation)
    {
        var organisations = actor.Organisations.Select(o => (OrganisationId?)o.Id).ToList();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var session = await db.QrSessions.AsNoTracking().SingleOrDefaultAsync(
            s => s.Id == sid && s.Kind == SessionKind.Enrollment && s.Environment == actor.Environment
                && s.OpenedBy == actor.AccountId && organisations.Contains(s.Organisation),
            cancellation);
        if (session is null)
            return null;
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == session.AccountId, cancellation);
        var hasOther = await db.Phones.AnyAsync(p => p.AccountId == account.Id && p.Kid != session.ClaimedKid, cancellation);
        return new(sid, account.Id, account.Person.FullName, !hasOther, EnrollmentView.Of(session, time.UtcNow()));
    }
}
