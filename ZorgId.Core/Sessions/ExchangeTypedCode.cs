using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.Sessions;

/// <summary>What a phone gets for a typed code: it goes on as if it had scanned it.</summary>
public sealed record TypedCodeAnswer(string QrText);

/// <summary>A person who cannot scan has typed the code that the screen shows (PROTOCOL, typed-codes).</summary>
public sealed class ExchangeTypedCode(
    MessageAuthentication authentication, TypedCodeTries tries, TypedCodeKey key, IDbContextFactory<PortalDb> databases, PortalTransactions transactions,
    PortalOrigins origins, IOptions<SessionLifetimes> lifetimes, TimeProvider time)
{
    /// <param name="address">Where the message comes from, for the limits.</param>
    public async Task<Outcome<TypedCodeAnswer>> ExecuteAsync(
        ReadOnlyMemory<byte> body, PortalEnvironment environment, IPAddress? address, CancellationToken cancellation)
    {
        var authenticated = await authentication.AuthenticateAsync<TypedCodePayload>(body, environment, cancellation);
        if (authenticated.Answer is not { } message)
            return authenticated.Refusal!;

        using var attempt = tries.Begin(message.Phone?.Id, address);
        if (attempt is null)
            return new Refusal(RefusalReason.TooManyRequests, RetryAfter: TypedCodeTries.Period);
        if (await ExchangeAsync(message, environment, cancellation) is { } qrText)
            return new TypedCodeAnswer(qrText);
        attempt.WasWrong();
        return RefusalReason.SessionUnknown;
    }

    private async Task<string?> ExchangeAsync(AuthenticatedMessage<TypedCodePayload> message, PortalEnvironment environment, CancellationToken cancellation)
    {
        if (TypedCode.Read(message.Payload.TypedCode) is not { } typed)
            return null;
        var mac = key.Mac(environment, typed);
        // Looked up without a transaction: a wrong guess must not make anyone wait.
        return await FindAsync(mac, cancellation) is { } sid
            ? await transactions.RunAsync(db => AnswerAsync(db, sid, mac, message.Key.Kid, cancellation), cancellation)
            : null;
    }

    private async Task<SessionId?> FindAsync(string mac, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.QrSessions.Where(s => s.TypedCodeMac == mac).Select(s => (SessionId?)s.Id).SingleOrDefaultAsync(cancellation);
    }

    private async Task<string?> AnswerAsync(PortalDb db, SessionId sid, string mac, string kid, CancellationToken cancellation)
    {
        var now = time.UtcNow();
        var session = await db.QrSessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sid, cancellation);
        if (session?.HasTypedCode(mac, now) != true)
            return null;

        // The code follows from its number, so that a message sent again gets the same one as long as that is good.
        var last = await db.PersonalCodes.AsNoTracking().Where(c => c.SessionId == sid && c.Kid == kid).OrderByDescending(c => c.Number).FirstOrDefaultAsync(cancellation);
        var number = last is null ? 0 : now < last.ExpiresAt ? last.Number : last.Number + 1;
        var code = key.CodeFor(sid, kid, number);
        if (number != last?.Number)
            db.PersonalCodes.Add(new(sid, kid, number, code, now + lifetimes.Value.TypedQr));
        return QrText.For(origins[session.Environment], session.Kind, sid, code);
    }
}
