using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

public static class AuditLog
{
    /// <summary>
    /// Lets the caller's transaction write an entry (<see cref="AuditWriter"/>), so that the entry exists exactly when the change does.
    /// </summary>
    public static void Record(this PortalDb db, AuditEvent happened) => db.Happened.Add(happened);
}
