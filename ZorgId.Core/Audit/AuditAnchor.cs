namespace ZorgId.Core.Audit;

/// <summary>A signed statement that the entries before an index were pruned, with the root of the tree that they made.</summary>
public sealed class AuditAnchor
{
    internal AuditAnchor(AuditMark pruned, DateTime at, byte[] key)
    {
        (Size, LogId, Root) = (pruned.Size, pruned.LogId, Convert.FromHexString(pruned.Root));
        At = at.ToMilliseconds();
        Signature = Sign(key);
    }

    private AuditAnchor() => (Root, Signature) = ([], []);

    /// <summary>How many entries were pruned, from the first on; the index of the first that stays.</summary>
    public long Size { get; private set; }

    /// <summary>The id of the log as it was pruned.</summary>
    public Guid LogId { get; private set; }

    /// <summary>The root of the log's tree at that size.</summary>
    public byte[] Root { get; private set; }

    /// <summary>When it was pruned: UTC, in whole milliseconds.</summary>
    public DateTime At { get; private set; }

    /// <summary>HMAC-SHA-256 over the above.</summary>
    public byte[] Signature { get; private set; }

    private byte[] Sign(byte[] key) =>
        new CanonicalText("zorgid-audit-anchor-v1").Add(LogId).Add(Size).Add(Root.AsSpan()).Add(At).Hash(key);
}
