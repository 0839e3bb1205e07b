using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Phones;

/// <summary>The answer to an act of a phone on itself.</summary>
/// <param name="Unlocked">Set after <c>unlock</c> only.</param>
public sealed record IdentityAnswer(UnlockedIdentity? Unlocked);

/// <summary>
/// A phone unlocks, changes its PIN, or gives up its key (PROTOCOL, identity). Every act takes the PIN;
/// a message that was answered gets the same answer for a while.
/// </summary>
public sealed class AnswerIdentity(
    MessageAuthentication authentication,
    ChallengeNonces nonces,
    PinCheck pins,
    PinProtection protection,
    PortalTransactions transactions,
    TimeProvider time)
{
    public async Task<Outcome<IdentityAnswer>> ExecuteAsync(PhoneCall call, CancellationToken cancellation)
    {
        var authenticated = await authentication.AuthenticateAsync<IdentityPayload>(call, fits: null, cancellation);
        if (authenticated.Answer is not { Phone: { } phone } message)
            return authenticated.Refusal ?? new(RefusalReason.UnknownPhone);
        // The signature is right, so the message is done to its end even if its sender hangs up (PROTOCOL, What it rests on, 5).
        cancellation = CancellationToken.None;

        return await transactions.RunAsync(
            (db, cancellation) => AnswerAsync(db, message, phone.Id, call.Client, cancellation), cancellation);
    }

    private async Task<Outcome<IdentityAnswer>> AnswerAsync(
        PortalDb db, AuthenticatedMessage<IdentityPayload> message, PhoneId id, string? client, CancellationToken cancellation)
    {
        // The phone or its account may have been blocked or revoked since the message was authenticated.
        var phone = await db.ReadPhoneAsync(id, cancellation);
        var now = time.UtcNow();
        if (phone.Refusal is { } reason)
        {
            db.RecordBlockedTry(phone, reason, now, client);
            return reason;
        }

        var nonce = message.Payload.Nonce;
        var nonceHash = Base64UrlText.Sha256(nonce);
        var payloadHash = Base64UrlText.Sha256(message.PayloadBytes);

        var remembered = await db.AnsweredMessages
            .SingleOrDefaultAsync(a => a.PhoneId == phone.Id && a.NonceHash == nonceHash, cancellation);
        if (remembered is not null)
        {
            return remembered.PayloadHash == payloadHash && remembered.At > nonces.UtcNow() - AnsweredMessage.Remembered
                ? Answer(remembered.Refusal, new(remembered.WrongPins, remembered.LastWrongPinAt), remembered.LastUsedAt)
                : RefusalReason.NonceUnusable;
        }

        if (!nonces.IsGood(nonce, phone.Environment))
            return RefusalReason.NonceUnusable;

        Base64UrlText.TryDecode(message.Payload.Pin, out var mac);
        var (refusal, isCounted, untold) = await pins.CheckAsync(db, phone, nonce, mac!, cancellation);
        var isBlocked = isCounted && refusal?.Reason == RefusalReason.PinBlocked;
        if (isBlocked || (refusal is null && message.Payload.Act == IdentityPayload.Leave))
            db.Changed(phone.Account);
        db.AnsweredMessages.Add(new(phone.Id, nonceHash, payloadHash, refusal, phone.LastUsedAt, untold, nonces.UtcNow()));
        if (refusal is null)
            await ObeyAsync(db, message.Payload, phone, now, client, cancellation);
        else if (isCounted)
            await RecordAsync(db, isBlocked ? AuditAction.PhonePinBlocked : AuditAction.PinRefused, phone, now, client, cancellation);
        else
            db.RecordBlockedTry(phone, refusal.Reason, now, client);
        return Answer(refusal, untold, phone.LastUsedAt);

        Outcome<IdentityAnswer> Answer(Refusal? refusal, WrongPinsBefore wrongPins, DateTime? lastUsedAt) => refusal is not null
            ? refusal
            : new IdentityAnswer(
                message.Payload.Act == IdentityPayload.Unlock ? UnlockedIdentity.Of(phone, lastUsedAt, wrongPins) : null);
    }

    private async Task ObeyAsync(
        PortalDb db, IdentityPayload payload, Phone phone, DateTime now, string? client, CancellationToken cancellation)
    {
        switch (payload.Act)
        {
            case IdentityPayload.Unlock:
                if (await UnlockEntries.CountAsync(db, phone, now, cancellation))
                    await RecordAsync(db, AuditAction.PhoneUnlocked, phone, now, client, cancellation);
                break;
            case IdentityPayload.ChangePin:
                Base64UrlText.TryDecode(payload.NewPinKey, out var pinKey);
                phone.ChangePin(protection.Protect(phone.PinOwner, pinKey!));
                await RecordAsync(db, AuditAction.PinChanged, phone, now, client, cancellation);
                break;
            case IdentityPayload.Leave:
                phone.Revoke();
                phone.Account.AwaitActivation(now, phone.AccountId);
                await RecordAsync(db, AuditAction.PhoneGivenUp, phone, now, client, cancellation);
                break;
        }
    }

    private static async Task RecordAsync(
        PortalDb db, AuditAction action, Phone phone, DateTime now, string? client, CancellationToken cancellation) =>
        db.Record(new AuditEvent(
            action, phone.Environment, now, phone.AccountId, phone.AccountId, phone.Account.Foremost?.OrganisationId, client,
            Detail: await UnlockEntries.TakeCountAsync(db, phone, cancellation)));
}
