using System.Numerics;

namespace ZorgId.Core.Audit.Tree;

/// <summary>What proves that a tree begins with all leaves of a smaller one (RFC 9162, section 2.1.4). It may come from anybody.</summary>
public sealed class ConsistencyProof(long from, long to, IReadOnlyList<byte[]> hashes)
{
    /// <summary>The size of the smaller tree.</summary>
    public long From { get; } = from;

    /// <summary>The size of the larger tree.</summary>
    public long To { get; } = to;

    /// <summary>At most 64 in a proof that holds; none where both sizes are the same.</summary>
    public IReadOnlyList<byte[]> Hashes { get; } = hashes;

    /// <summary>Whether it proves it of the trees with these roots (section 2.1.4.2). It never throws.</summary>
    /// <remarks>Of an empty tree there is nothing to prove: <see langword="false"/>, as long as the other has leaves.</remarks>
    public bool Verify(ReadOnlySpan<byte> fromRoot, ReadOnlySpan<byte> toRoot)
    {
        if (From < 0 || From > To || fromRoot.Length != MerkleHash.Length || toRoot.Length != MerkleHash.Length)
            return false;
        if (From == To)
            return Hashes.Count == 0 && fromRoot.SequenceEqual(toRoot);
        if (From == 0 || Hashes.Count == 0 || Hashes.Any(hash => hash is not { Length: MerkleHash.Length }))
            return false;

        // A full smaller tree is a node of the larger one: its root is the first hash, and the proof leaves it out.
        var known = BitOperations.IsPow2(From);
        Span<byte> small = stackalloc byte[MerkleHash.Length];
        Span<byte> large = stackalloc byte[MerkleHash.Length];
        (known ? fromRoot : Hashes[0]).CopyTo(small);
        small.CopyTo(large);

        var (node, last) = (From - 1, To - 1);
        while ((node & 1) != 0)
            (node, last) = (node >> 1, last >> 1);
        foreach (var sibling in Hashes.Skip(known ? 0 : 1))
        {
            if (last == 0)
                return false;
            if ((node & 1) != 0 || node == last)
            {
                MerkleHash.Node(sibling, small, small);
                MerkleHash.Node(sibling, large, large);
                while ((node & 1) == 0 && node != 0)
                    (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                MerkleHash.Node(large, sibling, large);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && small.SequenceEqual(fromRoot) && large.SequenceEqual(toRoot);
    }
}
