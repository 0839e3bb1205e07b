using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

/// <summary>The data that the consent screen needs.</summary>
/// <param name="ExpiresIn">The time that is left, counted by the server, because a phone's clock is not trusted.</param>
/// <param name="Requester">Login: the browser that shows the QR.</param>
/// <param name="Subject">Whose account it is.</param>
public sealed record ClaimedSession(
    SessionId Sid, SessionKind Kind, PortalEnvironment Environment, string Nonce, DateTime ExpiresAt, TimeSpan ExpiresIn,
    string VerificationCode, Requester? Requester, SessionSubject Subject)
{
    /// <param name="phone">The phone that speaks, as this transaction has read it; null for a key without an account.</param>
    internal static async Task<ClaimedSession> OfAsync(
        PortalDb db, QrSession session, Phone? phone, DateTime now, CancellationToken cancellation)
    {
        var account = await db.AccountOfAsync(session, phone, cancellation);
        return new(
            session.Id,
            session.Kind,
            session.Environment,
            session.Nonce!,
            session.ExpiresAt,
            session.ExpiresAt - now,
            session.VerificationCode!,
            session.Requester,
            SessionSubject.Of(account.Person.ShortName, account));
    }
}
