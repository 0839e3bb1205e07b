using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Phones;

/// <summary>Whose message it is: the key that signed it, and the phone that the key belongs to, if any.</summary>
public sealed record AuthenticatedMessage<TPayload>(TPayload Payload, byte[] PayloadBytes, PhoneKey Key, KnownPhone? Phone, bool NamedByKid)
    where TPayload : class, IMessagePayload;

/// <summary>
/// The checks that every signed message goes through, in the order of the protocol: shape, limits,
/// signature, audience, the phone's limit, the phone's state. Known and unknown keys cost the same: one
/// look-up and one verification. Only a try of a blocked phone is written down.
/// </summary>
public sealed class MessageAuthentication(
    IDbContextFactory<PortalDb> databases, PortalTransactions transactions, PortalOrigins origins, MessageLimits limits, TimeProvider time)
{
    public const string MeterName = "ZorgId.Phones";
    public const string VerificationsName = "zorgid.phones.verifications";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Verifications =
        Meter.CreateCounter<long>(VerificationsName, description: "Signatures that were checked.");

    // This key stands in where there is none, so that an unknown kid takes as long as a wrong signature.
    private static readonly byte[] Decoy = MakeDecoy();

    /// <param name="fits">
    /// Tells whether the message is for the path that it came to; if not, it is malformed. Null where any message is.
    /// </param>
    public async Task<Outcome<AuthenticatedMessage<TPayload>>> AuthenticateAsync<TPayload>(
        PhoneCall call, Predicate<TPayload>? fits, CancellationToken cancellation)
        where TPayload : class, IMessagePayload
    {
        var outcome = await AuthenticatePinBlockedTooAsync(call, fits, cancellation);
        if (outcome.Answer?.Phone is not { Refusal: { } reason } phone)
            return outcome;
        await RecordTryAsync(phone.Id, reason, call);
        return reason;
    }

    /// <summary>
    /// Also answers the message of a phone whose PIN is blocked. The caller refuses that phone itself, because it has more to
    /// tell than the reason.
    /// </summary>
    /// <param name="fits">Tells whether the message is for the path that it came to; null where any message is.</param>
    public async Task<Outcome<AuthenticatedMessage<TPayload>>> AuthenticatePinBlockedTooAsync<TPayload>(
        PhoneCall call, Predicate<TPayload>? fits, CancellationToken cancellation)
        where TPayload : class, IMessagePayload
    {
        if (SignedMessage.Read<TPayload>(call.Body.Span) is not { } message || fits?.Invoke(message.Payload) == false)
            return RefusalReason.MalformedMessage;
        if (!message.HasRightAlgorithmAndType)
            return RefusalReason.UnknownPhone;
        // Limits: what was refused so far cost next to nothing and is not counted. From here on a message
        // costs a look-up and a signature check.
        if (!await call.Visit.EnterAsync(message.Header.Kid, cancellation))
            return MessageLimits.TooMany;

        var presented = message.Header.Jwk is { } jwk ? PhoneKey.FromJwk(jwk) : null;
        var known = await FindAsync(message.Header.Kid ?? presented?.Kid ?? "", call.Environment, cancellation);
        var key = presented ?? PhoneKey.FromBytes(known?.PublicKey ?? Decoy);
        var isSigned = key.Verify(message.SigningInput, message.Signature);
        Verifications.Add(1);
        if (!isSigned || (presented is null && known is null))
            return RefusalReason.UnknownPhone;
        if (known is not null)
            call.Visit.WasSignedBy(key.Kid);
        if (!string.Equals(message.Payload.Aud, origins[call.Environment], StringComparison.Ordinal))
            return RefusalReason.WrongEnvironment;
        if (known is not null && !limits.TryCount(known.Id))
        {
            // The phone's limit in all: a phone that sends too much must not use up what others share.
            call.Visit.WasOneTooMany();
            return MessageLimits.TooMany;
        }

        if (known is { Refusal: { } reason and not RefusalReason.PinBlocked })
        {
            await RecordTryAsync(known.Id, reason, call);
            return reason;
        }

        return new AuthenticatedMessage<TPayload>(message.Payload, message.PayloadBytes, key, known, message.Header.Kid is not null);
    }

    // The signature was right, so the try is recorded even if its sender hangs up.
    private async Task RecordTryAsync(PhoneId id, RefusalReason reason, PhoneCall call)
    {
        if (reason is not (RefusalReason.PhoneBlocked or RefusalReason.PinBlocked))
            return;
        await transactions.RunAsync(
            async (db, cancellation) =>
            {
                db.RecordBlockedTry(await db.ReadPhoneAsync(id, cancellation), reason, time.UtcNow(), call.Client);
                return reason;
            },
            CancellationToken.None);
    }

    // A text that can be no kid is looked up too, as an empty one, so that the time of the answer does not tell which it was.
    private async Task<KnownPhone?> FindAsync(string named, PortalEnvironment environment, CancellationToken cancellation)
    {
        var kid = PhoneKey.IsKid(named) ? named : "";
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Compiled<CompiledPhoneQueries>().ByKid(db, kid, environment, cancellation);
    }

    private static byte[] MakeDecoy()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return [.. point.X!, .. point.Y!];
    }
}
