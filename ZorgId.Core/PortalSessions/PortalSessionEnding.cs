using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.PortalSessions;

internal static class PortalSessionEnding
{
    /// <summary>Ends a portal session that its person did not end themselves, and records that in the log.</summary>
    public static void End(this PortalDb db, PortalSession session, PortalSessionEnd by, DateTime now)
    {
        session.End(by, now);
        db.Record(new AuditEvent(
            AuditAction.PortalSessionEnded,
            session.Environment,
            now,
            Actor: null,
            session.AccountId,
            session.Organisation,
            session.Client,
            Detail: by.ToString()));
    }
}
