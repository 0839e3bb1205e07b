using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

/// <summary>A phone's owner accepts a login, with the PIN (PROTOCOL, decision, rows 7 and 9 and the last).</summary>
public sealed class AcceptLogin(PinCheck pins)
{
    /// <param name="phone">As this transaction has read it; null for a key without an account.</param>
    public async Task<Outcome<DecidedSession>> AnswerAsync(
        PortalDb db,
        QrSession session,
        Account account,
        Phone? phone,
        DecisionPayload payload,
        DateTime now,
        string? client,
        CancellationToken cancellation)
    {
        // Decision, row 7: the role no longer fits.
        if (phone is null)
            return RefusalReason.RoleNotAllowed;
        if (!account.MayOpenPortal)
        {
            await db.RecordRefusedLoginAsync(session, account, now, client, cancellation);
            return RefusalReason.RoleNotAllowed;
        }

        // A message that names its key by a jwk has sent a PIN key instead of a PIN, which proves nothing.
        if (!Base64UrlText.TryDecode(payload.Pin, out var mac))
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
                    await UnlockEntries.TakeCountAsync(db, phone, cancellation));
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
        return DecidedSession.Of(session, account);
    }
}
