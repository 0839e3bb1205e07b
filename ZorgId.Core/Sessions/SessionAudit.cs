using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Sessions;

internal static class SessionAudit
{
    /// <summary>Writes an arrow of a session into the log. An unclaimed login has concerned nobody and leaves no entry.</summary>
    public static void Record(
        this PortalDb db, QrSession session, AuditAction action, DateTime now, AccountId? actor, string? client = null, string? detail = null)
    {
        if (session is { Kind: SessionKind.Login, ClaimedKid: null })
            return;
        db.Record(new AuditEvent(action, session.Environment, now, actor, session.AccountId, Client: client, SessionId: session.Id.Value, Detail: detail));
    }
}
