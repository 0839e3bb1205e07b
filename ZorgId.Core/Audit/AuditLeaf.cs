namespace ZorgId.Core.Audit;

/// <summary>An entry's place in the log: a leaf of the log's tree (RFC 9162, section 2.1).</summary>
public sealed class AuditLeaf
{
    private AuditLeaf() => (Hash, Mac) = ([], []);

    /// <summary>It is 0 for the first entry, and no number is left out. This is the number by which people name an entry.</summary>
    public long Index { get; private set; }

    public Guid EntryId { get; private set; }

    /// <summary>The leaf's hash, over the entry's canonical text and its MAC. It stays when the entry is pruned.</summary>
    public byte[] Hash { get; private set; }

    /// <summary>HMAC-SHA-256 under the log's key over the log's id, the index and the hash (<see cref="LeafMac"/>).</summary>
    public byte[] Mac { get; private set; }
}
