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
    /// <summary>Codes that are made for one session, for whichever keys. A person needs one, and another each minute.</summary>
    public const int CodesPerSession = 20;

    public async Task<Outcome<TypedCodeAnswer>> ExecuteAsync(PhoneCall call, CancellationToken cancellation)
    {
        var authenticated = await authentication.AuthenticateAsync<TypedCodePayload>(call, fits: null, cancellation);
        if (authenticated.Answer is not { } message)
            return authenticated.Refusal!;

        using var attempt = tries.Begin(message.Phone?.Id, call.Visit.Network);
        if (attempt is null)
            return new Refusal(RefusalReason.TooManyRequests, RetryAfter: TypedCodeTries.Period);
        if (await ExchangeAsync(message, call.Environment, cancellation) is { } qrText)
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
        if (await FindAsync(mac, cancellation) is not { } session)
            return null;
        // A login is not for a key without account. It hears which session it has seen, and nothing is kept of its code.
        return session.Kind == SessionKind.Login && message.Phone is null
            ? QrTextFor(session, key.CodeFor(session.Id, message.Key.Kid, 0))
            : await transactions.RunAsync(db => AnswerAsync(db, session.Id, mac, message.Key.Kid, cancellation), cancellation);
    }

    private async Task<QrSession?> FindAsync(string mac, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var session = await db.QrSessions.AsNoTracking().SingleOrDefaultAsync(s => s.TypedCodeMac == mac, cancellation);
        return session?.HasTypedCode(mac, time.UtcNow()) == true ? session : null;
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
        if (number == last?.Number)
            return QrTextFor(session, code);
        if (await db.PersonalCodes.CountAsync(c => c.SessionId == sid, cancellation) >= CodesPerSession)
            return null;
        db.PersonalCodes.Add(new(sid, kid, number, code, now + lifetimes.Value.TypedQr));
        return QrTextFor(session, code);
    }

    private string QrTextFor(QrSession session, string code) => QrText.For(origins[session.Environment], session.Kind, session.Id, code);
}
