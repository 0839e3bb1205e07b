using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Phones;

/// <summary>Whose message it is: the key that signed it, and the phone that the key belongs to, if any.</summary>
public sealed record AuthenticatedMessage<TPayload>(TPayload Payload, byte[] PayloadBytes, PhoneKey Key, Phone? Phone, bool NamedByKid)
    where TPayload : class, IMessagePayload;

/// <summary>
/// The checks that every signed message goes through, in the order of the protocol: shape, signature, audience, phone
/// state. Known and unknown keys cost the same: one look-up, one verification. Nothing is written.
/// </summary>
public sealed class MessageAuthentication(IDbContextFactory<PortalDb> databases, PortalOrigins origins)
{
    // Stands in where there is no key, so that an unknown kid takes as long as a wrong signature.
    private static readonly PhoneKey Decoy = MakeDecoy();

    /// <param name="body">The message as received.</param>
    /// <param name="environment">Where it came in; the message must be meant for that environment's origin.</param>
    public Task<Outcome<AuthenticatedMessage<TPayload>>> AuthenticateAsync<TPayload>(
        ReadOnlyMemory<byte> body, PortalEnvironment environment, CancellationToken cancellation)
        where TPayload : class, IMessagePayload =>
        AuthenticateAsync<TPayload>(body, environment, _ => true, cancellation);

    /// <param name="body">The message as received.</param>
    /// <param name="environment">Where it came in; the message must be meant for that environment's origin.</param>
    /// <param name="fits">Whether it is a message for the path that it came to; if not, it is malformed.</param>
    public async Task<Outcome<AuthenticatedMessage<TPayload>>> AuthenticateAsync<TPayload>(
        ReadOnlyMemory<byte> body, PortalEnvironment environment, Predicate<TPayload> fits, CancellationToken cancellation)
        where TPayload : class, IMessagePayload
    {
        if (SignedMessage.Read<TPayload>(body.Span) is not { } message || !fits(message.Payload))
            return RefusalReason.MalformedMessage;
        if (!message.HasRightAlgorithmAndType)
            return RefusalReason.UnknownPhone;

        var presented = message.Header.Jwk is { } jwk ? PhoneKey.FromJwk(jwk) : null;
        var phone = await FindPhoneAsync(message.Header.Kid ?? presented?.Kid, environment, cancellation);
        var named = presented ?? (message.Header.Kid is not null && phone is not null ? PhoneKey.FromBytes(phone.PublicKey) : null);
        var isSigned = (named ?? Decoy).Verify(message.SigningInput, message.Signature);
        if (named is null || !isSigned)
            return RefusalReason.UnknownPhone;
        if (!string.Equals(message.Payload.Aud, origins[environment], StringComparison.Ordinal))
            return RefusalReason.WrongEnvironment;
        if (phone?.Standing is { } standing)
            return standing;

        return new AuthenticatedMessage<TPayload>(message.Payload, message.PayloadBytes, named, phone, message.Header.Kid is not null);
    }

    private async Task<Phone?> FindPhoneAsync(string? kid, PortalEnvironment environment, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Phones.AsNoTracking()
            .Include(p => p.Account).ThenInclude(a => a.Memberships).ThenInclude(m => m.Organisation)
            .SingleOrDefaultAsync(p => p.Kid == kid && p.Environment == environment, cancellation);
    }

    private static PhoneKey MakeDecoy()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return PhoneKey.FromBytes([.. point.X!, .. point.Y!]);
    }
}
