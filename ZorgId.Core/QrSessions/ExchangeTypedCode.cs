using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

/// <summary>What a phone gets for a typed code: it goes on as if it had scanned it.</summary>
public sealed record TypedCodeAnswer(string QrText);

/// <summary>A person who cannot scan has typed the code that the screen shows (PROTOCOL, typed-codes).</summary>
public sealed class ExchangeTypedCode(
    MessageAuthentication authentication,
    TypedCodeTries tries,
    TypedCodeKey key,
    IDbContextFactory<PortalDb> databases,
    PortalTransactions transactions,
    PortalOrigins origins,
    SecondPhones secondPhones,
    IOptions<SessionLifetimes> lifetimes,
    TimeProvider time)
{
    /// <summary>Codes that are made for one session, for whichever keys. A person needs one, and another each minute.</summary>
    public const int CodesPerSession = 20;

    public async Task<Outcome<TypedCodeAnswer>> ExecuteAsync(PhoneCall call, CancellationToken cancellation)
    {
        var authenticated = await authentication.AuthenticatePinBlockedTooAsync<TypedCodePayload>(call, fits: null, cancellation);
        if (authenticated.Answer is not { } message)
            return authenticated.Refusal!;
        // From here on its sender cannot undo it by hanging up: a try that was counted stays counted.
        cancellation = CancellationToken.None;

        using var attempt = tries.Begin(message.Phone?.Id, call.Visit.Network);
        if (attempt is null)
            return new Refusal(RefusalReason.TooManyRequests, RetryAfter: TypedCodeTries.Period);
        var found = await FindAsync(message.Payload, call.Environment, cancellation);
        var session = found?.HasTypedCode(found.TypedCodeMac!, time.UtcNow()) == true ? found : null;
        if (session is null && found is not null)
            await TellOfTakenAsync(found.Id, message, call, cancellation);
        var outcome = await AnswerAsync(message, session, call, cancellation);
        if (session is null || outcome.Refusal?.Reason == RefusalReason.SessionUnknown)
            attempt.WasWrong();
        return outcome;
    }

    private async Task<Outcome<TypedCodeAnswer>> AnswerAsync(
        AuthenticatedMessage<TypedCodePayload> message, QrSession? session, PhoneCall call, CancellationToken cancellation)
    {
        // As in a claim: a phone whose PIN is blocked gets no code, and hears whose enrollment it has seen.
        if (message.Phone is { Refusal: RefusalReason.PinBlocked } blocked)
            return new Refusal(RefusalReason.PinBlocked, SameAccount: session?.IsFor(blocked.AccountId));
        if (session is null)
            return RefusalReason.SessionUnknown;
        // A code can be asked for by voice, and typed by a victim elsewhere for a browser that is not theirs. Who may type it
        // stands at that browser.
        if (session.Kind == SessionKind.Login && message.Phone is not null && !SameNetwork.Holds(session.Address, call.Requester?.Address))
            return RefusalReason.OtherNetwork;

        var kid = message.Key.Kid;
        // A login is not for a key without account. It hears which session it has seen, and nothing is kept of its code.
        var qrText = session.Kind == SessionKind.Login && message.Phone is null
            ? QrTextFor(session, key.CodeFor(session.Id, kid, 0))
            : await transactions.RunAsync(db => MakeCodeAsync(db, session.Id, session.TypedCodeMac!, kid, cancellation), cancellation);
        return qrText is null ? RefusalReason.SessionUnknown : new TypedCodeAnswer(qrText);
    }

    // Looked up without a transaction: a wrong guess must not make anyone wait.
    private async Task<QrSession?> FindAsync(TypedCodePayload payload, PortalEnvironment environment, CancellationToken cancellation)
    {
        if (TypedCode.Read(payload.TypedCode) is not { } typed)
            return null;
        var mac = key.Mac(environment, typed);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.QrSessions.AsNoTracking().SingleOrDefaultAsync(s => s.TypedCodeMac == mac, cancellation);
    }

    // As in a claim: who types the right code of an enrollment that another phone has had is told of in the portal. The answer
    // stays that of a wrong one.
    private async Task TellOfTakenAsync(
        SessionId sid, AuthenticatedMessage<TypedCodePayload> message, PhoneCall call, CancellationToken cancellation)
    {
        secondPhones.Tell(await transactions.RunAsync(
            async db =>
            {
                var now = time.UtcNow();
                var session = await db.QrSessions.SingleOrDefaultAsync(s => s.Id == sid && s.Kind == SessionKind.Enrollment, cancellation);
                var isNews = session?.WasTakenFrom(message.Key, now) == true
                    && await SecondPhones.TurnAwayAsync(
                        db, session, message.Phone, ScanningPhone.Of(message.Phone, call.Requester), now, call.Client, cancellation);
                return isNews ? session : null;
            },
            cancellation));
    }

    private async Task<string?> MakeCodeAsync(PortalDb db, SessionId sid, string mac, string kid, CancellationToken cancellation)
    {
        var now = time.UtcNow();
        var session = await db.QrSessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sid, cancellation);
        if (session?.HasTypedCode(mac, now) != true)
            return null;

        // The code follows from its number, so that a message sent again gets the same one as long as that is good.
        var last = await db.PersonalCodes.AsNoTracking()
            .Where(c => c.SessionId == sid && c.Kid == kid)
            .OrderByDescending(c => c.Number)
            .FirstOrDefaultAsync(cancellation);
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
