using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.QrSessions;

internal static class SessionAudit
{
    /// <summary>Records a transition of a session. A login that nobody claimed concerns nobody, and leaves no entry.</summary>
    /// <param name="by">What sort of party acted, where that was no account.</param>
    public static void Record(
        this PortalDb db,
        QrSession session,
        AuditAction action,
        DateTime now,
        AccountId? actor,
        string? client,
        string? detail = null,
        AuditParty? by = null)
    {
        if (session is { Kind: SessionKind.Login, ClaimedKid: null })
            return;
        db.Record(session.Tell(action, now, actor, client) with { Detail = detail, By = actor is null ? by : AuditParty.Account });
    }

    /// <summary>Records a transition that somebody in the portal, the operator or the portal itself made.</summary>
    public static void Record(
        this PortalDb db, QrSession session, AuditAction action, DateTime now, Actor actor, string? detail = null) =>
        db.Record(session, action, now, actor.By, actor.Client, detail, actor.Party);

    /// <summary>Records once that an account that may not open the portal wanted this login, however often its phone asks.</summary>
    /// <param name="account">With its memberships.</param>
    public static async Task RecordRefusedLoginAsync(
        this PortalDb db, QrSession session, Account account, DateTime now, string? client, CancellationToken cancellation)
    {
        var isTold = await db.AuditEntries.AnyAsync(
            e => e.Subject == account.Id && e.SessionId == session.Id.Value && e.Action == AuditAction.LoginRefused, cancellation);
        if (!isTold)
        {
            db.Record(new AuditEvent(
                AuditAction.LoginRefused,
                session.Environment,
                now,
                account.Id,
                account.Id,
                session.Organisation ?? account.Foremost?.OrganisationId,
                client,
                session.Id.Value,
                "role-not-allowed"));
        }
    }

    /// <summary>What happened in a session, for the log. The beheerder who opened an enrollment is answerable for all of it.</summary>
    public static AuditEvent Tell(this QrSession session, AuditAction action, DateTime now, AccountId? actor, string? client) => new(
        action,
        session.Environment,
        now,
        actor,
        session.AccountId,
        session.Organisation,
        client,
        session.Id.Value,
        OnBehalfOf: session.OpenedBy);
}
