namespace ZorgId.Core.Audit;

/// <summary>What is wrong with the log.</summary>
public enum AuditFault
{
    /// <summary>The entry, or its place in the log, is not what it was when it was written.</summary>
    Changed,

    /// <summary>An entry is not there, though later ones are.</summary>
    Missing,

    /// <summary>The log is shorter than it was: this entry and what came after it were cut off.</summary>
    CutOff,

    /// <summary>There is an entry behind the log's end, or the log's end is not told.</summary>
    HeadDiffers,

    /// <summary>An entry has no place in the log, and cannot get one.</summary>
    Unsealed,

    /// <summary>An anchor, which says that the entries before this one were pruned, was not signed with the log's key.</summary>
    AnchorForged,

    /// <summary>A checkpoint that was published does not fit this log, or was not signed with its key.</summary>
    CheckpointDiffers,

    /// <summary>The log does not have the entries that the given head stands for, or has others in their place.</summary>
    MarkDiffers,

    /// <summary>The given head is of entries that a restore has replaced; this entry tells of the restore.</summary>
    MarkReplaced,
}

/// <summary>The result of verifying the log: that it is sound, or its first fault.</summary>
/// <param name="Count">Entries that were proven; 0 with a fault.</param>
/// <param name="First">The index of the first entry: 0, or that of the first one after what was pruned.</param>
/// <param name="Head">The head of what was proven; with a fault, as far as it could be read.</param>
/// <param name="Fault">Null where nothing is wrong.</param>
/// <param name="BrokenAt">With a fault: the index of the first entry that it concerns.</param>
public sealed record AuditVerdict(long Count, long First, AuditMark Head, AuditFault? Fault = null, long? BrokenAt = null);
