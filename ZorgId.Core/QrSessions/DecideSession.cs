using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

/// <summary>The phone's owner has decided (PROTOCOL, decision).</summary>
public sealed class DecideSession(
    MessageAuthentication authentication,
    IDbContextFactory<PortalDb> databases,
    PortalTransactions transactions,
    AcceptLogin acceptLogin,
    AcceptEnrollment acceptEnrollment,
    TimeProvider time)
{
    public async Task<Outcome<DecidedSession>> ExecuteAsync(string sid, PhoneCall call, CancellationToken cancellation)
    {
        var isSid = SessionId.TryParse(sid, out var id);
        var authenticated = await authentication.AuthenticateAsync<DecisionPayload>(call, p => isSid && p.Sid == sid, cancellation);
        if (authenticated.Answer is not { } message)
            return authenticated.Refusal!;
        // The signature is right, so the message is done to its end even if its sender hangs up (PROTOCOL, What it rests on, 5).
        cancellation = CancellationToken.None;

        // Guessed session ids must not take the write lock that real decisions wait for, so the session is looked up before that.
        await using (var db = await databases.CreateDbContextAsync(cancellation))
        {
            if (await FindAsync(db, id, message, call.Environment, cancellation) is null)
                return RefusalReason.SessionUnknown;
        }

        return await transactions.RunAsync((db, cancellation) => AnswerAsync(db, id, message, call, cancellation), cancellation);
    }

    // The branches follow the decision table of the protocol: the first row that applies gives the answer.
    private async Task<Outcome<DecidedSession>> AnswerAsync(
        PortalDb db, SessionId sid, AuthenticatedMessage<DecisionPayload> message, PhoneCall call, CancellationToken cancellation)
    {
        var (now, client) = (time.UtcNow(), call.Client);
        if (await FindAsync(db, sid, message, call.Environment, cancellation) is not { } session)
            return RefusalReason.SessionUnknown;

        var phone = message.Phone is { } known ? await db.ReadPhoneAsync(known.Id, cancellation) : null;
        var account = await db.AccountOfAsync(session, phone, cancellation);
        if (IsRepeated(session, message.Payload))
            return DecidedSession.Of(session, account);
        if (session.State.HasEnded() && session.State != SessionState.Expired)
            return new Refusal(RefusalReason.SessionClosed, State: session.State.WireName());
        // Decision, rows 4 and 5: its time is over; the owner refuses, which takes no PIN.
        if (session.IsPast(now))
            return RefusalReason.SessionExpired;
        if (message.Payload.Decision == DecisionPayload.Refuse)
        {
            session.Refuse(now);
            db.Record(session, AuditAction.SessionRefused, now, message.Phone?.AccountId, client, by: AuditParty.PhoneWithoutAccount);
            await db.ChangedAsync(cancellation, session);
            return DecidedSession.Of(session, account);
        }

        return session.Kind switch
        {
            SessionKind.Login => await acceptLogin.AnswerAsync(db, session, account, phone, message.Payload, now, client, cancellation),
            SessionKind.Enrollment => await acceptEnrollment.AnswerAsync(db, session, account, message, now, client, cancellation),
            _ => throw new ArgumentOutOfRangeException(nameof(sid)),
        };
    }

    // Decision, row 1: the session is found only where this key has claimed it, with this nonce.
    private static async Task<QrSession?> FindAsync(
        PortalDb db,
        SessionId sid,
        AuthenticatedMessage<DecisionPayload> message,
        PortalEnvironment environment,
        CancellationToken cancellation)
    {
        var session = await db.Compiled<CompiledSessionQueries>().ById(db, sid, environment, cancellation);
        return session?.IsClaimedBy(message.Key) == true && session.Nonce == message.Payload.Nonce ? session : null;
    }

    // Decision, row 2: the same key sends the same decision again because the answer was lost. The PIN is not looked at.
    private static bool IsRepeated(QrSession session, DecisionPayload payload) => session.State switch
    {
        SessionState.Accepted or SessionState.Used => payload.Decision == DecisionPayload.Accept,
        SessionState.Refused => payload.Decision == DecisionPayload.Refuse,
        _ => false,
    };
}
