using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

public static class AuditLog
{
    /// <summary>
    /// Has an entry written by the caller's transaction (<see cref="AuditWriter"/>): it is there exactly when the change is.
    /// </summary>
    public static void Record(this PortalDb db, AuditEvent happened) => db.Happened.Add(happened);
}
