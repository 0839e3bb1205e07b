using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.Sessions;

/// <summary>What the consent screen needs.</summary>
/// <param name="ExpiresIn">What is left, counted by the server; a phone's clock is not trusted.</param>
/// <param name="Requester">Login: the browser that shows the QR.</param>
/// <param name="Subject">Whose account it is.</param>
public sealed record ClaimedSession(
    SessionId Sid, SessionKind Kind, PortalEnvironment Environment, string Nonce, DateTime ExpiresAt, TimeSpan ExpiresIn,
    string VerificationCode, Requester? Requester, SessionSubject Subject);

/// <summary>A phone has scanned a QR and wants its session (PROTOCOL, claim). The first phone has it.</summary>
public sealed class ClaimSession(
    MessageAuthentication authentication, PortalTransactions transactions, SessionCodes codes, ISessionEvents events,
    IOptions<SessionLifetimes> lifetimes, TimeProvider time)
{
    public async Task<Outcome<ClaimedSession>> ExecuteAsync(string sid, PhoneCall call, CancellationToken cancellation)
    {
        var isSid = SessionId.TryParse(sid, out var id);
        var authenticated = await authentication.AuthenticateAsync<ClaimPayload>(call, p => isSid && p.Sid == sid, cancellation);
        if (authenticated.Answer is not { } message)
            return authenticated.Refusal!;

        // Found before anything is locked: who guesses must not make those wait who have seen a QR.
        if (await transactions.ReadAsync(db => FindAsync(db, id, message, call.Environment, cancellation), cancellation) is null)
            return RefusalReason.SessionUnknown;
        var outcome = await transactions.RunAsync(db => AnswerAsync(db, id, message, call, cancellation), cancellation);
        if (outcome.Changed)
            events.Publish(id);
        return outcome.Answer;
    }

    // The protocol's table, row by row: the first that fits.
    private async Task<(Outcome<ClaimedSession> Answer, bool Changed)> AnswerAsync(
        PortalDb db, SessionId sid, AuthenticatedMessage<ClaimPayload> message, PhoneCall call, CancellationToken cancellation)
    {
        var (now, client) = (time.UtcNow(), call.Client);
        if (await FindAsync(db, sid, message, call.Environment, cancellation) is not var (session, code))
            return (RefusalReason.SessionUnknown, false);
        if (session.State.HasEnded() && session.State != SessionState.Expired)
            return (new Refusal(RefusalReason.SessionClosed, State: session.State.WireName()), false);
        if (session.IsPast(now))
            return (RefusalReason.SessionExpired, false);
        if (session.IsClaimedBy(message.Key))
            return (await DescribeAsync(db, session, now, cancellation), false);
        if (session.State == SessionState.Claimed)
            return (RefusalReason.SessionClaimed, TurnAway(db, session, message.Phone, now, client));
        if (code == CodeStanding.Earlier)
            return (RefusalReason.CodeExpired, false);
        if (await FindMisfitAsync(db, session, message, cancellation) is { } reason)
            return (reason, false);

        var phone = message.Phone;
        session.Claim(
            message.Key, phone?.AccountId ?? session.AccountId!.Value, Name(phone, client), now, lifetimes.Value.Claimed, phone?.Account.Foremost?.OrganisationId);
        db.Record(session, AuditAction.SessionClaimed, now, phone?.AccountId, client, session.Kind.WireName(), AuditParty.PhoneWithoutAccount);
        return (await DescribeAsync(db, session, now, cancellation), true);
    }

    // The session, where the code is or was one of it.
    private async Task<(QrSession Session, CodeStanding Code)?> FindAsync(
        PortalDb db, SessionId sid, AuthenticatedMessage<ClaimPayload> message, PortalEnvironment environment, CancellationToken cancellation)
    {
        if (await db.QrSessions.SingleOrDefaultAsync(s => s.Id == sid && s.Environment == environment, cancellation) is not { } session)
            return null;
        var code = await codes.JudgeAsync(db, session, message.Payload.Code, message.Key, time.UtcNow(), cancellation);
        return code == CodeStanding.Foreign ? null : (session, code);
    }

    private static async Task<RefusalReason?> FindMisfitAsync(
        PortalDb db, QrSession session, AuthenticatedMessage<ClaimPayload> message, CancellationToken cancellation) => session.Kind switch
        {
            SessionKind.Login when message.Phone is null || !message.NamedByKid => RefusalReason.UnknownPhone,
            SessionKind.Login => message.Phone.Account.MayOpenPortal ? null : RefusalReason.RoleNotAllowed,
            // Wherever it is bound: a key belongs to one phone in the whole database.
            SessionKind.Enrollment => await PhoneBinding.IsBoundAsync(db, message.Key, cancellation) ? RefusalReason.AccountExists : null,
            _ => throw new ArgumentOutOfRangeException(nameof(session)),
        };

    // As a person could recognise it: a phone with an account by its name, every phone by where it calls from.
    private static string? Name(Phone? phone, string? client) => phone is null ? client : client is null ? phone.DeviceName : $"{phone.DeviceName}, {client}";

    // Logged and shown once: a phone that insists must not fill the log.
    private static bool TurnAway(PortalDb db, QrSession session, Phone? phone, DateTime now, string? client)
    {
        if (!session.NoteSecondPhone(Name(phone, client) ?? ""))
            return false;
        db.Record(session, AuditAction.SecondPhoneTurnedAway, now, phone?.AccountId, client, by: AuditParty.PhoneWithoutAccount);
        return true;
    }

    private static async Task<ClaimedSession> DescribeAsync(PortalDb db, QrSession session, DateTime now, CancellationToken cancellation)
    {
        var account = await db.Accounts.AsNoTracking().Include(a => a.Memberships).ThenInclude(m => m.Organisation)
            .SingleAsync(a => a.Id == session.AccountId, cancellation);
        return new(
            session.Id, session.Kind, session.Environment, session.Nonce!, session.ExpiresAt, session.ExpiresAt - now, session.VerificationCode!,
            session.Browser is null ? null : new Requester(session.Browser, session.Address),
            SessionSubject.Of(account.Person.ShortName, account));
    }
}
