namespace ZorgId.Core.Audit.Tree;

/// <summary>What proves that a leaf stands at a place in a tree of a size (RFC 9162, section 2.1.3). It may come from anybody.</summary>
public sealed class InclusionProof(long index, long size, IReadOnlyList<byte[]> hashes)
{
    public long Index { get; } = index;

    public long Size { get; } = size;

    /// <summary>From the leaf's sibling up to the root's child; at most 63 in a proof that holds.</summary>
    public IReadOnlyList<byte[]> Hashes { get; } = hashes;

    /// <summary>Whether it proves this leaf under this root (section 2.1.3.2). It never throws.</summary>
    public bool Verify(ReadOnlySpan<byte> leafHash, ReadOnlySpan<byte> root)
    {
        if (Index < 0 || Index >= Size || leafHash.Length != MerkleHash.Length)
            return false;

        var (node, last) = (Index, Size - 1);
        Span<byte> hash = stackalloc byte[MerkleHash.Length];
        leafHash.CopyTo(hash);
        foreach (var sibling in Hashes)
        {
            if (last == 0 || sibling is not { Length: MerkleHash.Length })
                return false;
            if ((node & 1) != 0 || node == last)
            {
                MerkleHash.Node(sibling, hash, hash);
                // A last node without a sibling stands for itself one level up.
                while ((node & 1) == 0 && node != 0)
                    (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                MerkleHash.Node(hash, sibling, hash);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && hash.SequenceEqual(root);
    }
}
