using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;

namespace ZorgId.Core.Users;

/// <summary>
/// <i>Niet deze telefoon? Intrekken</i>: the phone that accepted an enrollment was not the user's (PROTOCOL, A new phone).
/// </summary>
public sealed class RevokePhone(PortalTransactions transactions, CurrentActor actors, TimeProvider time)
{
    /// <param name="sid">The enrollment that the phone accepted.</param>
    /// <returns>False where there is no such phone any more, or this actor may not change its account.</returns>
    public Task<bool> ExecuteAsync(PortalCall call, SessionId sid, CancellationToken cancellation) =>
        transactions.RunAsync((db, cancellation) => RevokeAsync(db, call, sid, cancellation), cancellation);

    private async Task<bool> RevokeAsync(PortalDb db, PortalCall call, SessionId sid, CancellationToken cancellation)
    {
        if (await actors.FindAsync(db, call, cancellation) is not { } actor)
            return false;
        var session = await db.QrSessions.SingleOrDefaultAsync(
            s => s.Id == sid && s.Kind == SessionKind.Enrollment && s.State == SessionState.Accepted, cancellation);
        if (session is null)
            return false;
        var phone = await db.Phones.WithAccount()
            .SingleOrDefaultAsync(p => p.Kid == session.ClaimedKid && p.State != PhoneState.Revoked, cancellation);
        if (phone is null || !actor.May(AccountAct.RemovePhone, phone.Account))
            return false;

        var now = time.UtcNow();
        phone.Revoke();
        session.AnswerSecondPhone(now);
        if (phone.Account.Status == AccountStatus.Active)
            phone.Account.AwaitActivation(now, actor.AccountId);
        db.Record(new AuditEvent(
            AuditAction.PhoneRevoked,
            actor.Environment,
            now,
            actor.AccountId,
            phone.AccountId,
            session.Organisation,
            actor.Client,
            sid.Value,
            await UnlockEntries.TakeCountAsync(db, phone, cancellation)));
        db.Changed(session.Id);
        db.Changed(phone.Account);
        return true;
    }
}
