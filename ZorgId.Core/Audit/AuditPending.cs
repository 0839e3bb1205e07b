namespace ZorgId.Core.Audit;

/// <summary>
/// An entry that has no leaf yet. Only PostgreSQL has such rows: its writers commit beside each other, and <see cref="SealAudit"/>
/// gives leaves to what they have committed.
/// </summary>
public sealed class AuditPending
{
    internal AuditPending(Guid entryId) => EntryId = entryId;

    public Guid EntryId { get; private set; }
}
