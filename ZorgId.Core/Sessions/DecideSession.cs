using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.Sessions;

/// <summary>What was decided.</summary>
/// <param name="State"><see cref="SessionState.Accepted"/> or <see cref="SessionState.Refused"/>.</param>
/// <param name="Account">An accepted enrollment: the account that the phone now has.</param>
public sealed record DecidedSession(SessionId Sid, SessionState State, PortalEnvironment Environment, SessionSubject? Account);

/// <summary>The phone's owner has decided (PROTOCOL, decision).</summary>
public sealed class DecideSession(
    MessageAuthentication authentication, PortalTransactions transactions, PinCheck pins, PhoneBinding binding, ISessionEvents events, TimeProvider time)
{
    public async Task<Outcome<DecidedSession>> ExecuteAsync(string sid, PhoneCall call, CancellationToken cancellation)
    {
        var isSid = SessionId.TryParse(sid, out var id);
        var authenticated = await authentication.AuthenticateAsync<DecisionPayload>(call, p => isSid && p.Sid == sid, cancellation);
        if (authenticated.Answer is not { } message)
            return authenticated.Refusal!;

        // Found before anything is locked: who guesses must not make those wait who have claimed.
        if (await transactions.ReadAsync(db => FindAsync(db, id, message, call.Environment, cancellation), cancellation) is null)
            return RefusalReason.SessionUnknown;
        var outcome = await transactions.RunAsync(db => AnswerAsync(db, id, message, call, cancellation), cancellation);
        events.Publish(outcome.Changed);
        return outcome.Answer;
    }

    // The protocol's table, row by row: the first that fits.
    private async Task<(Outcome<DecidedSession> Answer, Topic[] Changed)> AnswerAsync(
        PortalDb db, SessionId sid, AuthenticatedMessage<DecisionPayload> message, PhoneCall call, CancellationToken cancellation)
    {
        var (now, client) = (time.UtcNow(), call.Client);
        if (await FindAsync(db, sid, message, call.Environment, cancellation) is not { } session)
            return (RefusalReason.SessionUnknown, []);

        var account = await db.Accounts.Include(a => a.Memberships).ThenInclude(m => m.Organisation)
            .SingleAsync(a => a.Id == session.AccountId, cancellation);
        if (IsRepeated(session, message.Payload))
            return (Describe(session, account), []);
        if (session.State.HasEnded() && session.State != SessionState.Expired)
            return (new Refusal(RefusalReason.SessionClosed, State: session.State.WireName()), []);
        if (session.IsPast(now))
            return (RefusalReason.SessionExpired, []);
        if (message.Payload.Decision == DecisionPayload.Refuse)
        {
            session.Refuse(now);
            db.Record(session, AuditAction.SessionRefused, now, message.Phone?.AccountId, client, by: AuditParty.PhoneWithoutAccount);
            return (Describe(session, account), [session.Id]);
        }

        return session.Kind switch
        {
            SessionKind.Login => await AcceptLoginAsync(db, session, account, message, now, client, cancellation),
            SessionKind.Enrollment => await AcceptEnrollmentAsync(db, session, account, message, now, client, cancellation),
            _ => throw new ArgumentOutOfRangeException(nameof(sid)),
        };
    }

    // The session, where this key has claimed it, with this nonce.
    private static async Task<QrSession?> FindAsync(
        PortalDb db, SessionId sid, AuthenticatedMessage<DecisionPayload> message, PortalEnvironment environment, CancellationToken cancellation)
    {
        var session = await db.QrSessions.SingleOrDefaultAsync(s => s.Id == sid && s.Environment == environment, cancellation);
        return session?.IsClaimedBy(message.Key) == true && session.Nonce == message.Payload.Nonce ? session : null;
    }

    private async Task<(Outcome<DecidedSession> Answer, Topic[] Changed)> AcceptLoginAsync(
        PortalDb db, QrSession session, Account account, AuthenticatedMessage<DecisionPayload> message, DateTime now, string? client, CancellationToken cancellation)
    {
        if (message.Phone is not { } phone || !account.MayOpenPortal)
            return (RefusalReason.RoleNotAllowed, []);

        // A key that is named by a jwk here has sent a PIN key, which proves nothing.
        if (!Base64UrlText.TryDecode(message.Payload.Pin, out var mac))
            return (RefusalReason.MalformedMessage, []);
        var verdict = await pins.CheckAsync(db, phone, session.Nonce!, mac, cancellation);
        if (verdict.Refusal is { } refusal)
        {
            var isBlocked = refusal.Reason == RefusalReason.PinBlocked;
            if (verdict.IsCounted)
                db.Record(session, isBlocked ? AuditAction.PhonePinBlocked : AuditAction.PinRefused, now, phone.AccountId, client);
            if (!isBlocked)
                return (refusal, []);
            session.Cancel(CancelReason.PinBlocked, now);
            db.Record(session, AuditAction.SessionCancelled, now, phone.AccountId, client, nameof(CancelReason.PinBlocked));
            return (refusal, [session.Id]);
        }

        session.Accept(now);
        db.Record(session, AuditAction.SessionAccepted, now, phone.AccountId, client, session.Kind.WireName());
        return (Describe(session, account), [session.Id]);
    }

    private async Task<(Outcome<DecidedSession> Answer, Topic[] Changed)> AcceptEnrollmentAsync(
        PortalDb db, QrSession session, Account account, AuthenticatedMessage<DecisionPayload> message, DateTime now, string? client, CancellationToken cancellation)
    {
        // The key was free when it claimed; it may have accepted another enrollment since.
        if (await PhoneBinding.IsBoundAsync(db, message.Key, cancellation))
            return (RefusalReason.AccountExists, []);
        if (!account.MayHavePhone)
            return (RefusalReason.OtherAccount, []);

        Base64UrlText.TryDecode(message.Payload.PinKey, out var pinKey);
        var device = message.Payload.Device!;
        await binding.BindAsync(db, account, message.Key, pinKey!, device, session.Tell(AuditAction.PhoneBound, now, account.Id, client), cancellation);
        session.Accept(now, device.Name);
        db.Record(session, AuditAction.SessionAccepted, now, account.Id, client, session.Kind.WireName());
        return (Describe(session, account), [session.Id, .. account.Memberships.Select(m => Topic.Of(m.OrganisationId))]);
    }

    // The same decision by the same key, after its answer was lost. The PIN is not looked at.
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
