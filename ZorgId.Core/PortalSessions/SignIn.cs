using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;

namespace ZorgId.Core.PortalSessions;

/// <summary>Turns an accepted login into a portal session, once (Accepted → Used).</summary>
public sealed class SignIn(PortalTransactions transactions, IOptions<SessionLifetimes> lifetimes, TimeProvider time)
{
    /// <param name="browser">The browser that posts the ticket.</param>
    /// <returns>
    /// The key of the new portal session. Null where the login was not accepted, was used or is too old, or where its account
    /// or phone has been blocked since. Null as well where a typed code was shown for it and this browser is on another network
    /// than that of the code, because a page can lose its connection and come back from elsewhere after the code was typed.
    /// </returns>
    public Task<PortalSessionKey?> ExecuteAsync(
        SessionId sid, PortalEnvironment environment, Requester browser, CancellationToken cancellation) =>
        transactions.RunAsync((db, cancellation) => UseAsync(db, sid, environment, browser, cancellation), cancellation);

    private async Task<PortalSessionKey?> UseAsync(
        PortalDb db, SessionId sid, PortalEnvironment environment, Requester browser, CancellationToken cancellation)
    {
        var (now, client) = (time.UtcNow(), browser.Client);
        var session = await db.QrSessions.SingleOrDefaultAsync(
            s => s.Id == sid && s.Environment == environment && s.Kind == SessionKind.Login && s.State == SessionState.Accepted,
            cancellation);
        if (session is null || now >= session.EndedAt + lifetimes.Value.AcceptedLogin)
            return null;
        if (session.TypedCodeMac is not null && !SameNetwork.Holds(session.Address, browser.Address))
            return null;
        var phone = await db.Phones.WithAccount()
            .SingleOrDefaultAsync(p => p.Kid == session.ClaimedKid, cancellation);
        // This asks for more than what keeps a session open: a phone whose PIN is blocked opens nothing new,
        // but keeps what it has opened.
        if (phone is not { Refusal: null, OpensPortal: true })
        {
            if (phone is { Refusal: null, Account.MayOpenPortal: false })
                await db.RecordRefusedLoginAsync(session, phone.Account, now, client, cancellation);
            return null;
        }

        session.Use(now);
        db.Changed(sid);
        var key = PortalSessionKey.New();
        db.PortalSessions.Add(new(key, phone.AccountId, phone.Id, environment, session.Organisation, client, now));
        db.Record(new AuditEvent(
            AuditAction.SignedIn, environment, now, phone.AccountId, phone.AccountId, session.Organisation, client, sid.Value));
        return key;
    }
}
