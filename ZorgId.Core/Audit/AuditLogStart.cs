namespace ZorgId.Core.Audit;

/// <summary>
/// From which entry on the log has this id. It gets a new one where a copy takes its place, so that what was written to the one
/// that was replaced cannot be taken for an entry of this one.
/// </summary>
public sealed class AuditLogStart
{
    internal AuditLogStart(long index, Guid logId) => (Index, LogId) = (index, logId);

    /// <summary>The index of the first entry under this id.</summary>
    public long Index { get; private set; }

    /// <summary>A UUID of version 7; the later of two ids of one index is the log's.</summary>
    public Guid LogId { get; private set; }
}
