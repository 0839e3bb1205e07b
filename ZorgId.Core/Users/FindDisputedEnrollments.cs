using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;

namespace ZorgId.Core.Users;

/// <summary>
/// Finds the enrollments that one phone has accepted while another one showed the right code too; either may be a thief's. Whoever
/// may take the phone back is asked, until somebody has answered (<see cref="AnswerSecondPhone"/>, <see cref="RevokePhone"/>).
/// </summary>
public sealed class FindDisputedEnrollments(PortalTransactions transactions, CurrentActor actors)
{
    /// <returns>Null where the login is over.</returns>
    public Task<IReadOnlyList<OwnEnrollment>?> ExecuteAsync(PortalCall call, CancellationToken cancellation) =>
        transactions.ReadAsync(db => FindAsync(db, call, cancellation), cancellation);

    private async Task<IReadOnlyList<OwnEnrollment>?> FindAsync(PortalDb db, PortalCall call, CancellationToken cancellation)
    {
        if (await actors.FindAsync(db, call, cancellation) is not { } actor)
            return null;
        var organisations = actor.Organisations.Select(o => (OrganisationId?)o.Id).ToList();
        var sessions = await db.QrSessions.AsNoTracking()
            .Where(s => s.State == SessionState.Accepted && s.Kind == SessionKind.Enrollment
                && s.SecondPhoneAt != null && s.SecondPhoneAnsweredAt == null
                && s.Environment == actor.Environment && organisations.Contains(s.Organisation))
            .OrderBy(s => s.OpenedAt).ToListAsync(cancellation);
        var disputed = new List<OwnEnrollment>();
        foreach (var session in sessions)
        {
            var account = await db.Accounts.AsNoTracking().WithMemberships().SingleAsync(a => a.Id == session.AccountId, cancellation);
            if (actor.May(AccountAct.ConfirmPhone, account)
                && await OwnEnrollment.OfAsync(db, session, actor.AsOf, cancellation) is { HasPhone: true } found)
            {
                disputed.Add(found);
            }
        }

        return disputed;
    }
}
