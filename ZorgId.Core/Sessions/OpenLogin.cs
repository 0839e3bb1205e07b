using Microsoft.Extensions.Options;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Sessions;

/// <summary>Opens a login session for a browser that wants to show its QR.</summary>
public sealed class OpenLogin(PortalTransactions transactions, LoginSecrets secrets, IOptions<SessionLifetimes> lifetimes, TimeProvider time)
{
    public async Task<SessionId> ExecuteAsync(PortalEnvironment environment, Requester requester, CancellationToken cancellation)
    {
        var session = QrSession.OpenLogin(environment, secrets.Create(), requester, time.UtcNow(), lifetimes.Value.Login);
        return await transactions.RunAsync(
            db =>
            {
                db.QrSessions.Add(session);
                return Task.FromResult(session.Id);
            },
            cancellation);
    }
}
