namespace ZorgId.Core.Audit.Tree;

/// <summary>What a proof proves.</summary>
public enum TlogProofVerdict
{
    /// <summary>The leaf stands in the log, as its key says.</summary>
    Included,

    /// <summary>The key has not signed the checkpoint.</summary>
    NotSigned,

    /// <summary>What the key has signed is no checkpoint, or one of another log.</summary>
    OtherLog,

    /// <summary>The leaf is not the one at that place of the log.</summary>
    NotIncluded,
}
