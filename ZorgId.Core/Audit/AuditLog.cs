using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

internal static class AuditLog
{
    /// <summary>Adds an entry to the caller's transaction: it is there exactly when the change is.</summary>
    public static void Record(this PortalDb db, AuditEvent happened) => db.AuditEntries.Add(new AuditEntry(happened));
}
