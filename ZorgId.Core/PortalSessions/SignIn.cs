using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Sessions;

namespace ZorgId.Core.PortalSessions;

/// <summary>Turns an accepted login into a portal session, once (Accepted → Used).</summary>
public sealed class SignIn(PortalTransactions transactions, ISessionEvents events, IOptions<SessionLifetimes> lifetimes, TimeProvider time)
{
    /// <param name="client">The browser that posts the ticket, for the log.</param>
    /// <returns>
    /// The new portal session's key; null where the login is not, or no longer, good: used, too old, or its account or
    /// phone has been blocked since.
    /// </returns>
    public async Task<PortalSessionKey?> ExecuteAsync(SessionId sid, PortalEnvironment environment, string client, CancellationToken cancellation)
    {
        var key = await transactions.RunAsync(db => UseAsync(db, sid, environment, client, cancellation), cancellation);
        if (key is not null)
            events.Publish(sid);
        return key;
    }

    private async Task<PortalSessionKey?> UseAsync(PortalDb db, SessionId sid, PortalEnvironment environment, string client, CancellationToken cancellation)
    {
        var now = time.UtcNow();
        var session = await db.QrSessions.SingleOrDefaultAsync(
            s => s.Id == sid && s.Environment == environment && s.Kind == SessionKind.Login && s.State == SessionState.Accepted, cancellation);
        if (session is null || now >= session.EndedAt + lifetimes.Value.AcceptedLogin)
            return null;
        var phone = await db.Phones.Include(p => p.Account).ThenInclude(a => a.Memberships)
            .SingleOrDefaultAsync(p => p.Kid == session.ClaimedKid, cancellation);
        // More than what keeps a session open: a phone whose PIN is blocked opens nothing new, and what it has opened lasts.
        if (phone is not { Standing: null, OpensPortal: true })
            return null;

        session.Use(now);
        var key = PortalSessionKey.New();
        db.PortalSessions.Add(new(key, phone.AccountId, phone.Id, environment, session.Organisation, client, now));
        db.Record(new AuditEvent(AuditAction.SignedIn, environment, now, phone.AccountId, phone.AccountId, session.Organisation, client, sid.Value));
        return key;
    }
}
