using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Phones;

/// <summary>A phone's act on itself was done.</summary>
/// <param name="Unlocked">After <c>unlock</c> only.</param>
/// <param name="Changed">The organisations whose overview shows another status since.</param>
public sealed record IdentityAnswer(UnlockedIdentity? Unlocked, IReadOnlyList<OrganisationId> Changed);

/// <summary>
/// A phone opens, changes its PIN, or gives its key up (PROTOCOL, identity). Every act takes the PIN; a message that was
/// answered gets the same answer for a while.
/// </summary>
public sealed class AnswerIdentity(
    MessageAuthentication authentication, ChallengeNonces nonces, PinCheck pins, PinProtection protection, PortalTransactions transactions, TimeProvider time)
{
    public async Task<Outcome<IdentityAnswer>> ExecuteAsync(PhoneCall call, CancellationToken cancellation)
    {
        var authenticated = await authentication.AuthenticateAsync<IdentityPayload>(call, fits: null, cancellation);
        if (authenticated.Answer is not { Phone: { } phone } message)
            return authenticated.Refusal ?? new(RefusalReason.UnknownPhone);

        var (refusal, lastUsedAt) = await transactions.RunAsync(db => AnswerAsync(db, message, phone.Id, call.Client, cancellation), cancellation);
        if (refusal is not null)
            return refusal;
        return new IdentityAnswer(
            message.Payload.Act == IdentityPayload.Unlock ? UnlockedIdentity.Of(phone, lastUsedAt) : null,
            message.Payload.Act == IdentityPayload.Leave ? [.. phone.Account.Memberships.Select(m => m.OrganisationId).Distinct()] : []);
    }

    private async Task<(Refusal? Refusal, DateTime? LastUsedAt)> AnswerAsync(
        PortalDb db, AuthenticatedMessage<IdentityPayload> message, PhoneId id, string? client, CancellationToken cancellation)
    {
        // Phone or account may have ended since the message was let in.
        var phone = await db.Phones.Include(p => p.Account).ThenInclude(a => a.Memberships).ThenInclude(m => m.Organisation).SingleAsync(p => p.Id == id, cancellation);
        if (phone.Standing is { } standing)
            return (new(standing), null);

        var now = time.UtcNow();
        var nonce = message.Payload.Nonce;
        var nonceHash = Base64UrlText.Sha256(nonce);
        var payloadHash = Base64UrlText.Sha256(message.PayloadBytes);

        var remembered = await db.AnsweredMessages.SingleOrDefaultAsync(a => a.PhoneId == phone.Id && a.NonceHash == nonceHash, cancellation);
        if (remembered is not null)
        {
            return remembered.PayloadHash == payloadHash && remembered.At > now - AnsweredMessage.Remembered
                ? (remembered.Refusal, remembered.LastUsedAt)
                : (new(RefusalReason.NonceUnusable), null);
        }

        if (!nonces.IsGood(nonce, phone.Environment))
            return (new(RefusalReason.NonceUnusable), null);

        Base64UrlText.TryDecode(message.Payload.Pin, out var mac);
        var (refusal, isCounted) = await pins.CheckAsync(db, phone, nonce, mac!, cancellation);
        db.AnsweredMessages.Add(new(phone.Id, nonceHash, payloadHash, refusal, phone.LastUsedAt, now));
        if (refusal is null)
            Obey(db, message.Payload, phone, now, client);
        else if (isCounted)
            Record(db, refusal.Reason == RefusalReason.PinBlocked ? AuditAction.PhonePinBlocked : AuditAction.PinRefused, phone, now, client);
        return (refusal, phone.LastUsedAt);
    }

    private void Obey(PortalDb db, IdentityPayload payload, Phone phone, DateTime now, string? client)
    {
        switch (payload.Act)
        {
            case IdentityPayload.Unlock:
                Record(db, AuditAction.PhoneUnlocked, phone, now, client);
                break;
            case IdentityPayload.ChangePin:
                Base64UrlText.TryDecode(payload.NewPinKey, out var pinKey);
                phone.ChangePin(protection.Protect(pinKey!));
                Record(db, AuditAction.PinChanged, phone, now, client);
                break;
            case IdentityPayload.Leave:
                phone.Revoke();
                phone.Account.AwaitActivation();
                Record(db, AuditAction.PhoneGivenUp, phone, now, client);
                break;
        }
    }

    private static void Record(PortalDb db, AuditAction action, Phone phone, DateTime now, string? client) =>
        db.Record(
        new AuditEvent(action, phone.Environment, now, phone.AccountId, phone.AccountId, phone.Account.Foremost?.OrganisationId, client));
}
