using Microsoft.Extensions.Options;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.QrSessions;

/// <summary>Opens a login session for a browser that wants to show its QR.</summary>
public sealed class OpenLogin(
    PortalTransactions transactions,
    LoginSecrets secrets,
    IOptions<SessionLifetimes> lifetimes,
    IOptions<RequestLimits> limits,
    LoginOpenings openings,
    TimeProvider time)
{
    /// <returns>Null where this browser's address has as many logins open as it may, or has opened too many in the last minute.</returns>
    public async Task<SessionId?> ExecuteAsync(PortalEnvironment environment, Requester requester, CancellationToken cancellation)
    {
        // The limit comes before anything is made or locked, because a flood must not cost the others their writes.
        if (!openings.TryCount(ClientNetwork.Parse(requester.Address)))
            return null;
        var session = QrSession.OpenLogin(environment, secrets.Create, requester, time.UtcNow(), lifetimes.Value.Login);
        return await transactions.RunAsync<SessionId?>(
            async (db, cancellation) =>
            {
                var open = await db.Compiled<CompiledSessionQueries>().OpenLogins(db, session.Network, session.OpenedAt, cancellation);
                if (open >= limits.Value.OpenLoginsPerAddress)
                    return null;
                db.QrSessions.Add(session);
                return session.Id;
            },
            cancellation);
    }
}
