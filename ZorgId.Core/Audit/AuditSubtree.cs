namespace ZorgId.Core.Audit;

/// <summary>
/// The hash of a full subtree of the log's tree. It is stored so that a root or a proof reads few rows, however long the log is.
/// </summary>
public sealed class AuditSubtree
{
    internal AuditSubtree(int level, long index, byte[] hash) => (Level, Index, Hash) = (level, index, hash);

    /// <summary>The height of the subtree: 8 for one of 256 leaves, 16 for one of 256 of those, and so on.</summary>
    public int Level { get; private set; }

    /// <summary>Its place among the subtrees of this level, from 0.</summary>
    public long Index { get; private set; }

    public byte[] Hash { get; private set; }
}
