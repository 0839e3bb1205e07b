using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.QrSessions;

/// <summary>The data that the consent screen needs.</summary>
/// <param name="ExpiresIn">The time that is left, counted by the server, because a phone's clock is not trusted.</param>
/// <param name="Requester">Login: the browser that shows the QR.</param>
/// <param name="Subject">Whose account it is.</param>
public sealed record ClaimedSession(
    SessionId Sid, SessionKind Kind, PortalEnvironment Environment, string Nonce, DateTime ExpiresAt, TimeSpan ExpiresIn,
    string VerificationCode, Requester? Requester, SessionSubject Subject)
{
    internal static async Task<ClaimedSession> OfAsync(PortalDb db, QrSession session, DateTime now, CancellationToken cancellation)
    {
        var account = await db.Accounts.AsNoTracking().WithOrganisations()
            .SingleAsync(a => a.Id == session.AccountId, cancellation);
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
