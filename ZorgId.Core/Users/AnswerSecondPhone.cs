using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;

namespace ZorgId.Core.Users;

/// <summary>
/// The actor confirms (<i>Ja, dit is de juiste telefoon</i>) that of two phones that showed an
/// enrollment's code, the one that accepted is the user's.
/// </summary>
public sealed class AnswerSecondPhone(PortalTransactions transactions, CurrentActor actors, TimeProvider time)
{
    /// <returns>False where there is nothing to answer any more, or this actor may not answer it.</returns>
    public Task<bool> ExecuteAsync(PortalCall call, SessionId sid, CancellationToken cancellation) =>
        transactions.RunAsync((db, cancellation) => AnswerAsync(db, call, sid, cancellation), cancellation);

    private async Task<bool> AnswerAsync(PortalDb db, PortalCall call, SessionId sid, CancellationToken cancellation)
    {
        if (await actors.FindAsync(db, call, cancellation) is not { } actor)
            return false;
        var session = await db.QrSessions.SingleOrDefaultAsync(
            s => s.Id == sid && s.Kind == SessionKind.Enrollment && s.State == SessionState.Accepted
                && s.SecondPhoneAt != null && s.SecondPhoneAnsweredAt == null,
            cancellation);
        if (session is null)
            return false;
        var account = await db.Accounts.WithMemberships().SingleAsync(a => a.Id == session.AccountId, cancellation);
        if (!actor.May(AccountAct.ConfirmPhone, account))
            return false;

        var now = time.UtcNow();
        session.AnswerSecondPhone(now);
        db.Record(new AuditEvent(
            AuditAction.SecondPhoneAnswered,
            actor.Environment,
            now,
            actor.AccountId,
            account.Id,
            session.Organisation,
            actor.Client,
            sid.Value));
        db.Changed(session.Id);
        db.Changed(account);
        return true;
    }
}
