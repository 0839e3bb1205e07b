using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

/// <summary>A phone has scanned a QR and claims its session (PROTOCOL, claim). The first phone gets it.</summary>
public sealed class ClaimSession(
    MessageAuthentication authentication,
    IDbContextFactory<PortalDb> databases,
    PortalTransactions transactions,
    SessionCodes codes,
    SecondPhones secondPhones,
    IOptions<SessionLifetimes> lifetimes,
    TimeProvider time)
{
    public async Task<Outcome<ClaimedSession>> ExecuteAsync(string sid, PhoneCall call, CancellationToken cancellation)
    {
        var isSid = SessionId.TryParse(sid, out var id);
        var authenticated = await authentication.AuthenticatePinBlockedTooAsync<ClaimPayload>(
            call, p => isSid && p.Sid == sid, cancellation);
        if (authenticated.Answer is not { } message)
            return authenticated.Refusal!;
        // The signature is right, so the message is done to its end even if its sender hangs up (PROTOCOL, What it rests on, 5).
        cancellation = CancellationToken.None;

        // Guessed session ids must not take the write lock that real claims wait for, so the session is looked up before that.
        var found = await FindAsync(id, message, call.Environment, cancellation);
        if (message.Phone is { Refusal: RefusalReason.PinBlocked } blocked)
            return RefuseBlocked(blocked.AccountId, found);
        if (found is null)
            return RefusalReason.SessionUnknown;
        QrSession? taken = null;
        var answer = await transactions.RunAsync(
            (db, cancellation) =>
            {
                taken = null;
                return AnswerAsync(db, id, message, call, session => taken = session, cancellation);
            },
            cancellation);
        secondPhones.Tell(taken);
        return answer;
    }

    // The branches follow the claim table of the protocol: the first row that applies gives the answer.
    private async Task<Outcome<ClaimedSession>> AnswerAsync(
        PortalDb db,
        SessionId sid,
        AuthenticatedMessage<ClaimPayload> message,
        PhoneCall call,
        Action<QrSession> turnedAway,
        CancellationToken cancellation)
    {
        var (now, client, from) = (time.UtcNow(), call.Client, ScanningPhone.Of(message.Phone, call.Requester));
        if (await FindAsync(db, sid, message, call.Environment, cancellation) is not var (session, code))
            return RefusalReason.SessionUnknown;
        var phone = message.Phone is { } known ? await db.ReadPhoneAsync(known.Id, cancellation) : null;
        // The phone or its account may have been blocked or revoked since the message was authenticated.
        if (phone?.Refusal == RefusalReason.PinBlocked)
            return RefuseBlocked(phone.AccountId, (session, code));
        if (phone?.Refusal is { } reason)
        {
            db.RecordBlockedTry(phone, reason, now, client);
            return reason;
        }

        // Claim, row 2: the session has ended. A phone that comes too late because another one had it is shown in the portal.
        if (session.State.HasEnded() && session.State != SessionState.Expired)
        {
            if (session.WasTakenFrom(message.Key, now)
                && await SecondPhones.TurnAwayAsync(db, session, message.Phone, from, now, client, cancellation))
            {
                turnedAway(session);
            }

            return new Refusal(RefusalReason.SessionClosed, State: session.State.WireName());
        }

        // Claim, rows 3 to 5: its time is over; this key has claimed it; another key has.
        if (session.IsPast(now))
            return RefusalReason.SessionExpired;
        if (session.IsClaimedBy(message.Key))
            return await ClaimedSession.OfAsync(db, session, phone, now, cancellation);
        if (session.State == SessionState.Claimed)
        {
            if (await SecondPhones.TurnAwayAsync(db, session, message.Phone, from, now, client, cancellation))
                turnedAway(session);
            return RefusalReason.SessionClaimed;
        }

        // Claim, rows 6 to 10: the code is too old, or the key does not fit the session.
        if (code == CodeValidity.Earlier)
            return RefusalReason.CodeExpired;
        if (await FindMisfitAsync(db, session, message, phone, cancellation) is { } misfit)
        {
            if (misfit.Reason == RefusalReason.RoleNotAllowed)
                await db.RecordRefusedLoginAsync(session, phone!.Account, now, client, cancellation);
            return misfit;
        }

        // Claim, the last row: it is claimed.
        session.Claim(
            message.Key,
            phone?.AccountId ?? session.AccountId!.Value,
            from,
            now,
            lifetimes.Value.Claimed,
            phone?.Account.Foremost?.OrganisationId);
        var unlocks = phone is null ? null : await UnlockEntries.TakeCountAsync(db, phone, cancellation);
        db.Record(
            session, AuditAction.SessionClaimed, now, phone?.AccountId, client,
            unlocks is null ? session.Kind.WireName() : $"{session.Kind.WireName()}, {unlocks}", AuditParty.PhoneWithoutAccount);
        await db.ChangedAsync(cancellation, session);
        return await ClaimedSession.OfAsync(db, session, phone, now, cancellation);
    }

    private async Task<(QrSession Session, CodeValidity Code)?> FindAsync(
        SessionId sid, AuthenticatedMessage<ClaimPayload> message, PortalEnvironment environment, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await FindAsync(db, sid, message, environment, cancellation);
    }

    // Claim, row 1: the session is found only where the code is, or was, one of its codes.
    private async Task<(QrSession Session, CodeValidity Code)?> FindAsync(
        PortalDb db,
        SessionId sid,
        AuthenticatedMessage<ClaimPayload> message,
        PortalEnvironment environment,
        CancellationToken cancellation)
    {
        if (await db.Compiled<CompiledSessionQueries>().ById(db, sid, environment, cancellation) is not { } session)
            return null;
        var code = await codes.JudgeAsync(db, session, message.Payload.Code, message.Key, time.UtcNow(), cancellation);
        return code == CodeValidity.Foreign ? null : (session, code);
    }

    // Mostly a PIN is blocked because it was forgotten, and then its owner scans a new QR. The phone has
    // to know whether that QR is for its own account, as any other phone with an account does.
    private static Refusal RefuseBlocked(AccountId account, (QrSession Session, CodeValidity Code)? found) => new(
        RefusalReason.PinBlocked,
        SameAccount: found is (var session, CodeValidity.Good) ? session.IsFor(account) : null);

    private static async Task<Refusal?> FindMisfitAsync(
        PortalDb db, QrSession session, AuthenticatedMessage<ClaimPayload> message, Phone? phone, CancellationToken cancellation) =>
        session.Kind switch
        {
            // Claim, row 7 for a login, then row 9.
            SessionKind.Login when phone is null || !message.NamedByKid => new(RefusalReason.UnknownPhone),
            SessionKind.Login => phone.Account.MayOpenPortal ? null : new(RefusalReason.RoleNotAllowed),
            // Claim, row 8: the key may be bound in either environment, because it belongs to one phone in the whole database.
            SessionKind.Enrollment => await PhoneBinding.FindOwnerAsync(db, message.Key, cancellation) is { } owner
                ? new(RefusalReason.AccountExists, SameAccount: owner == session.AccountId)
                : null,
            _ => throw new ArgumentOutOfRangeException(nameof(session)),
        };
}
