using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.PortalSessions;

/// <summary>The person logs out (<i>Uitloggen</i>). Doing it twice does no harm.</summary>
public sealed class SignOut(PortalTransactions transactions, TimeProvider time)
{
    /// <param name="client">Where it was asked from, for the log.</param>
    public Task ExecuteAsync(PortalSessionKey key, string client, CancellationToken cancellation)
    {
        var hash = key.Hash;
        return transactions.RunAsync(
            async (db, cancellation) =>
            {
                var session = await db.PortalSessions.SingleOrDefaultAsync(s => s.IdHash == hash && s.EndedAt == null, cancellation);
                if (session is null)
                    return false;
                var now = time.UtcNow();
                session.End(PortalSessionEnd.LoggedOut, now);
                db.Record(new AuditEvent(
                    AuditAction.SignedOut,
                    session.Environment,
                    now,
                    session.AccountId,
                    session.AccountId,
                    session.Organisation,
                    client));
                return true;
            },
            cancellation);
    }
}
