using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.QrSessions;

/// <summary>A login session as the browser that opened it may show it now.</summary>
/// <param name="State"><see cref="SessionState.Expired"/> as soon as its time is over.</param>
/// <param name="ExpiresAt">UTC.</param>
/// <param name="QrText">What the QR says at this step; null once a phone has claimed it.</param>
/// <param name="VerificationCode">The two digits, once claimed.</param>
/// <param name="AccountName">Who accepted.</param>
/// <param name="ClaimedFrom">The phone that claimed it, as a person could recognise it.</param>
/// <param name="SecondPhoneFrom">Another phone that showed the code since, and was turned away.</param>
/// <param name="CancelReason">Why it was cancelled, if so.</param>
public sealed record LoginView(
    SessionState State, DateTime ExpiresAt, string? QrText, string? VerificationCode, string? AccountName, ScanningPhone? ClaimedFrom,
    ScanningPhone? SecondPhoneFrom, CancelReason? CancelReason);

/// <summary>Reads what a login dialog shows.</summary>
public sealed class ViewLogin(IDbContextFactory<PortalDb> databases, LoginSecrets secrets, PortalOrigins origins, TimeProvider time)
{
    public async Task<LoginView> ExecuteAsync(SessionId sid, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var session = await db.QrSessions.AsNoTracking().SingleAsync(s => s.Id == sid && s.Kind == SessionKind.Login, cancellation);
        var now = time.UtcNow();
        var state = session.IsPast(now) ? SessionState.Expired : session.State;
        return new(
            state,
            session.ExpiresAt,
            state == SessionState.Open ? QrTextAt(session, now) : null,
            session.VerificationCode,
            state is SessionState.Accepted or SessionState.Used ? await NameAsync(db, session.AccountId, cancellation) : null,
            session.ClaimedFrom,
            session.SecondPhoneFrom,
            session.CancelReason);
    }

    private string QrTextAt(QrSession session, DateTime now)
    {
        var code = LoginCode.At(secrets.Reveal(session.Id, session.ProtectedSecret!), LoginCode.StepAt(session.OpenedAt, now));
        return QrText.For(origins[session.Environment], session.Kind, session.Id, code);
    }

    private static async Task<string> NameAsync(PortalDb db, AccountId? id, CancellationToken cancellation) =>
        (await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == id, cancellation)).Person.FullName;
}
