using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Phones;

/// <summary>What a phone hears about its own account (PROTOCOL, identity, <c>unlock</c>).</summary>
public sealed record UnlockedIdentity(PortalEnvironment Environment, string Name, IReadOnlyList<UnlockedMembership> Organisations, DateTime? LastUsedAt);

public sealed record UnlockedMembership(string Name, Role Role);

/// <summary>How the app checks the PIN when it opens.</summary>
public sealed class UnlockPhone(
    MessageAuthentication authentication, ChallengeNonces nonces, PinCheck pins, PortalTransactions transactions, TimeProvider time)
{
    public async Task<Outcome<UnlockedIdentity>> ExecuteAsync(
        ReadOnlyMemory<byte> body, PortalEnvironment environment, string? client, CancellationToken cancellation)
    {
        var authenticated = await authentication.AuthenticateAsync<IdentityPayload>(body, environment, cancellation);
        if (authenticated.Answer is not { Phone: { } phone } message)
            return authenticated.Refusal ?? new(RefusalReason.UnknownPhone);

        var (refusal, lastUsedAt) = await transactions.RunAsync(db => AnswerAsync(db, message, phone, client, cancellation), cancellation);
        if (refusal is not null)
            return refusal;
        var organisations = phone.Account.Memberships.OrderBy(m => m.Organisation.Name, StringComparer.Ordinal)
            .Select(m => new UnlockedMembership(m.Organisation.Name, m.Role)).ToList();
        return new UnlockedIdentity(environment, phone.Account.Person.FullName, organisations, lastUsedAt);
    }

    private async Task<(Refusal? Refusal, DateTime? LastUsedAt)> AnswerAsync(
        PortalDb db, AuthenticatedMessage<IdentityPayload> message, Phone phone, string? client, CancellationToken cancellation)
    {
        var now = time.UtcNow();
        var nonce = message.Payload.Nonce;
        var nonceHash = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(nonce)));
        var payloadHash = Base64Url.EncodeToString(SHA256.HashData(message.PayloadBytes));

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
            Record(AuditAction.PhoneUnlocked);
        else if (isCounted)
            Record(refusal.Reason == RefusalReason.PinBlocked ? AuditAction.PhonePinBlocked : AuditAction.PinRefused);
        return (refusal, phone.LastUsedAt);

        void Record(AuditAction action) => db.Record(
            new AuditEvent(action, phone.Environment, now, phone.AccountId, phone.AccountId, phone.Account.Foremost?.OrganisationId, client));
    }
}
