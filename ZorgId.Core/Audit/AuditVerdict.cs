namespace ZorgId.Core.Audit;

/// <summary>What is wrong with the log.</summary>
public enum AuditFault
{
    /// <summary>The entry, or its place in the log, is not what it was when it was written.</summary>
    Changed,

    /// <summary>An entry is not there, though later ones are.</summary>
    Missing,

    /// <summary>The log ends before its head: this entry and what came after it were cut off.</summary>
    CutOff,

    /// <summary>The entry stands behind the log's head, or the head does not match it.</summary>
    HeadDiffers,

    /// <summary>An anchor, which says that this entry and those before it were pruned, was not signed with the log's key.</summary>
    AnchorForged,

    /// <summary>The log does not have the entry that the given mark names, or has another one in its place.</summary>
    MarkDiffers,

    /// <summary>The entry that the given mark names was pruned, so the mark can no longer be compared with the log.</summary>
    MarkPruned,
}

/// <summary>The result of verifying the log: that it is sound, or its first fault.</summary>
/// <param name="Count">Entries that were proven; 0 with a fault.</param>
/// <param name="First">The first entry's sequence: 1, or the first one after what was pruned.</param>
/// <param name="Head">As the log tells it.</param>
/// <param name="Fault">Null where nothing is wrong.</param>
/// <param name="BrokenAt">With a fault: the first entry that it concerns.</param>
public sealed record AuditVerdict(long Count, long First, AuditMark Head, AuditFault? Fault = null, long? BrokenAt = null);
