using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

/// <summary>What a phone gets for a typed code: with this text it goes on as after a scan.</summary>
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
    /// <summary>How many codes are made for one session, whichever keys ask. A person needs one, and another each minute.</summary>
    public const int CodesPerSession = 20;

    public async Task<Outcome<TypedCodeAnswer>> ExecuteAsync(PhoneCall call, CancellationToken cancellation)
    {
        var authenticated = await authentication.AuthenticatePinBlockedTooAsync<TypedCodePayload>(call, fits: null, cancellation);
        if (authenticated.Answer is not { } message)
            return authenticated.Refusal!;
        // The signature is right, so the message is done to its end even if its sender hangs up (PROTOCOL, What it rests on, 5).
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
        // As in a claim, a phone whose PIN is blocked gets no code, but learns whether the enrollment is for its account.
        if (message.Phone is { Refusal: RefusalReason.PinBlocked } blocked)
            return new Refusal(RefusalReason.PinBlocked, SameAccount: session?.IsFor(blocked.AccountId));
        if (session is null)
            return RefusalReason.SessionUnknown;
        // Someone could ask a victim elsewhere, by voice, to type the code of a browser that is not theirs. So
        // a phone must be on the network of that browser.
        if (session.Kind == SessionKind.Login && message.Phone is not null && !SameNetwork.Holds(session.Address, call.Requester?.Address))
            return RefusalReason.OtherNetwork;

        var kid = message.Key.Kid;
        // A key without an account cannot log in. It learns which session it has seen, and nothing is stored for it.
        var qrText = session.Kind == SessionKind.Login && message.Phone is null
            ? QrTextFor(session, key.CodeFor(session.Id, kid, 0))
            : await transactions.RunAsync(
                (db, cancellation) => MakeCodeAsync(db, session.Id, session.TypedCodeMac!, kid, cancellation), cancellation);
        return qrText is null ? RefusalReason.SessionUnknown : new TypedCodeAnswer(qrText);
    }

    // The look-up takes no write lock, because a wrong guess must not make anyone wait.
    private async Task<QrSession?> FindAsync(TypedCodePayload payload, PortalEnvironment environment, CancellationToken cancellation)
    {
        if (TypedCode.Read(payload.TypedCode) is not { } typed)
            return null;
        var mac = key.Mac(environment, typed);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.QrSessions.AsNoTracking().SingleOrDefaultAsync(s => s.TypedCodeMac == mac, cancellation);
    }

    // As in a claim, a phone that types the right code of an enrollment that another phone has had is
    // shown in the portal. The answer stays that of a wrong code.
    private async Task TellOfTakenAsync(
        SessionId sid, AuthenticatedMessage<TypedCodePayload> message, PhoneCall call, CancellationToken cancellation)
    {
        secondPhones.Tell(await transactions.RunAsync(
            async (db, cancellation) =>
            {
                var now = time.UtcNow();
                var session = await db.QrSessions.SingleOrDefaultAsync(s => s.Id == sid && s.Kind == SessionKind.Enrollment, cancellation);
                var isFirstTime = session?.WasTakenFrom(message.Key, now) == true
                    && await SecondPhones.TurnAwayAsync(
                        db, session, message.Phone, ScanningPhone.Of(message.Phone, call.Requester), now, call.Client, cancellation);
                return isFirstTime ? session : null;
            },
            cancellation));
    }

    private async Task<string?> MakeCodeAsync(PortalDb db, SessionId sid, string mac, string kid, CancellationToken cancellation)
    {
        var now = time.UtcNow();
        var session = await db.QrSessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sid, cancellation);
        if (session?.HasTypedCode(mac, now) != true)
            return null;

        // The code follows from its number, so that a message that is sent again gets the same code as long as that is good.
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
