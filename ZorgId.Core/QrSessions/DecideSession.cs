using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

/// <summary>What was decided.</summary>
/// <param name="State"><see cref="SessionState.Accepted"/> or <see cref="SessionState.Refused"/>.</param>
/// <param name="Account">An accepted enrollment: the account that the phone now has.</param>
public sealed record DecidedSession(SessionId Sid, SessionState State, PortalEnvironment Environment, SessionSubject? Account);

/// <summary>The phone's owner has decided (PROTOCOL, decision).</summary>
public sealed class DecideSession(
    MessageAuthentication authentication, PortalTransactions transactions, PinCheck pins, PhoneBinding binding, TimeProvider time)
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
        if (await transactions.ReadAsync(db => FindAsync(db, id, message, call.Environment, cancellation), cancellation) is null)
            return RefusalReason.SessionUnknown;
        return await transactions.RunAsync(db => AnswerAsync(db, id, message, call, cancellation), cancellation);
    }

    // The branches follow the decision table of the protocol: the first row that applies gives the answer.
    private async Task<Outcome<DecidedSession>> AnswerAsync(
        PortalDb db, SessionId sid, AuthenticatedMessage<DecisionPayload> message, PhoneCall call, CancellationToken cancellation)
    {
        var (now, client) = (time.UtcNow(), call.Client);
        if (await FindAsync(db, sid, message, call.Environment, cancellation) is not { } session)
            return RefusalReason.SessionUnknown;

        var account = await db.Accounts.WithOrganisations()
            .SingleAsync(a => a.Id == session.AccountId, cancellation);
        if (IsRepeated(session, message.Payload))
            return Describe(session, account);
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
            return Describe(session, account);
        }

        return session.Kind switch
        {
            SessionKind.Login => await AcceptLoginAsync(db, session, account, message, now, client, cancellation),
            SessionKind.Enrollment => await AcceptEnrollmentAsync(db, session, account, message, now, client, cancellation),
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
        var session = await db.QrSessions.SingleOrDefaultAsync(s => s.Id == sid && s.Environment == environment, cancellation);
        return session?.IsClaimedBy(message.Key) == true && session.Nonce == message.Payload.Nonce ? session : null;
    }

    private async Task<Outcome<DecidedSession>> AcceptLoginAsync(
        PortalDb db,
        QrSession session,
        Account account,
        AuthenticatedMessage<DecisionPayload> message,
        DateTime now,
        string? client,
        CancellationToken cancellation)
    {
        // Decision, row 7: the role no longer fits.
        if (message.Phone is not { } phone)
            return RefusalReason.RoleNotAllowed;
        if (!account.MayOpenPortal)
        {
            await db.RecordRefusedLoginAsync(session, account, now, client, cancellation);
            return RefusalReason.RoleNotAllowed;
        }

        // A message that names its key by a jwk has sent a PIN key instead of a PIN, which proves nothing.
        if (!Base64UrlText.TryDecode(message.Payload.Pin, out var mac))
            return RefusalReason.MalformedMessage;
        // Decision, row 9: the PIN is wrong.
        var verdict = await pins.CheckAsync(db, phone, session.Nonce!, mac, cancellation);
        if (verdict.Refusal is { } refusal)
        {
            var isBlocked = refusal.Reason == RefusalReason.PinBlocked;
            if (verdict.IsCounted)
            {
                db.Record(
                    session, isBlocked ? AuditAction.PhonePinBlocked : AuditAction.PinRefused, now, phone.AccountId, client,
                    await UnlockEntries.TakeCountAsync(db, phone.Id, cancellation));
            }
            else
            {
                db.RecordBlockedTry(phone, refusal.Reason, now, client);
            }

            if (!isBlocked)
                return refusal;
            session.Cancel(CancelReason.PinBlocked, now);
            db.Record(session, AuditAction.SessionCancelled, now, phone.AccountId, client, nameof(CancelReason.PinBlocked));
            db.Changed(session.Id);
            db.Changed(account);
            return refusal;
        }

        session.Accept(now);
        db.Record(session, AuditAction.SessionAccepted, now, phone.AccountId, client, session.Kind.WireName());
        db.Changed(session.Id);
        return Describe(session, account);
    }

    private async Task<Outcome<DecidedSession>> AcceptEnrollmentAsync(
        PortalDb db,
        QrSession session,
        Account account,
        AuthenticatedMessage<DecisionPayload> message,
        DateTime now,
        string? client,
        CancellationToken cancellation)
    {
        // Decision, row 6: the key was free when it claimed, but may have accepted another enrollment since.
        if (await PhoneBinding.FindOwnerAsync(db, message.Key, cancellation) is { } owner)
            return new Refusal(RefusalReason.AccountExists, SameAccount: owner == account.Id);
        // Decision, rows 7 and 8: the account may have no phone any more; its opener may not open it any more.
        if (!account.MayHavePhone)
            return RefusalReason.OtherAccount;
        if (!await db.OpenerMayStillAsync(session, now, cancellation))
        {
            await db.CancelForLostAccessAsync(session, now, cancellation);
            return new Refusal(RefusalReason.SessionClosed, State: session.State.WireName());
        }

        Base64UrlText.TryDecode(message.Payload.PinKey, out var pinKey);
        var device = message.Payload.Device!;
        // The entry has no actor, because anyone may hold this phone: a beheerder has to see to it that it is the new user's.
        var bound = session.Tell(AuditAction.PhoneBound, now, actor: null, client) with
        {
            By = AuditParty.PhoneWithoutAccount,
            Detail = message.Key.Kid,
        };
        // The session is accepted before the account's old phone is revoked: where that is the opener's own,
        // the loss of access cancels what is not accepted yet.
        session.Accept(now, device.Name);
        await binding.BindAsync(db, account, message.Key, pinKey!, device, bound, cancellation);
        db.Record(session, AuditAction.SessionAccepted, now, actor: null, client, session.Kind.WireName(), AuditParty.PhoneWithoutAccount);
        db.Changed(session.Id);
        db.Changed(account);
        return Describe(session, account);
    }

    // Decision, row 2: the same key sends the same decision again because the answer was lost. The PIN is not looked at.
    private static bool IsRepeated(QrSession session, DecisionPayload payload) => session.State switch
    {
        SessionState.Accepted or SessionState.Used => payload.Decision == DecisionPayload.Accept,
        SessionState.Refused => payload.Decision == DecisionPayload.Refuse,
        _ => false,
    };

    private static DecidedSession Describe(QrSession session, Account account)
    {
        var state = session.State == SessionState.Refused ? SessionState.Refused : SessionState.Accepted;
        var subject = session.Kind == SessionKind.Enrollment && state == SessionState.Accepted
            ? SessionSubject.Of(account.Person.FullName, account)
            : null;
        return new(session.Id, state, session.Environment, subject);
    }
}
