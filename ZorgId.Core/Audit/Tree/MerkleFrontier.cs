using System.Numerics;

namespace ZorgId.Core.Audit.Tree;

/// <summary>
/// The right edge of a growing tree: the roots ("peaks") of the full subtrees that it is made of, one for each bit of its size.
/// They are enough to append to it and to compute its root (a compact range). One thread at a time may use it.
/// </summary>
public sealed class MerkleFrontier
{
    private const int Levels = 63;

    // The peak of each level that is a bit of the size.
    private readonly byte[] _peaks = new byte[Levels * MerkleHash.Length];

    /// <summary>The edge of a tree without leaves.</summary>
    public MerkleFrontier()
    {
    }

    /// <summary>The edge of a tree that has <paramref name="size"/> leaves already.</summary>
    /// <param name="peaks">As <see cref="Peaks"/> gives them: the largest subtree first.</param>
    /// <exception cref="ArgumentException">There is not one hash for each bit of the size.</exception>
    public MerkleFrontier(long size, IReadOnlyList<byte[]> peaks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (peaks.Count != BitOperations.PopCount((ulong)size))
            throw new ArgumentException("A tree has one peak for each bit of its size.", nameof(peaks));
        foreach (var (level, hash) in LevelsOf(size).Zip(peaks))
            Append(level, hash);
    }

    /// <summary>The number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>Copies of the hashes of its full subtrees: the largest, which is the leftmost, first. None for an empty tree.</summary>
    public IReadOnlyList<byte[]> Peaks => [.. LevelsOf(Size).Select(level => Peak(level).ToArray())];

    /// <summary>Appends one leaf.</summary>
    /// <param name="leafHash">32 octets.</param>
    /// <param name="completed">Gets each subtree of a level that is stored (8, 16 …) which this leaf has filled.</param>
    /// <exception cref="ArgumentException"><paramref name="leafHash"/> is no hash.</exception>
    public void Append(ReadOnlySpan<byte> leafHash, ICollection<Subtree>? completed = null) => Append(0, leafHash, completed);

    /// <summary>Appends a full subtree of 2^<paramref name="level"/> leaves.</summary>
    /// <param name="level">0 to 62. The tree's size must be a multiple of 2^level.</param>
    /// <param name="hash">32 octets.</param>
    /// <param name="completed">Gets each larger subtree of a level that is stored (8, 16 …) which is full now.</param>
    /// <exception cref="ArgumentException"><paramref name="hash"/> is no hash, or the size is no such multiple.</exception>
    /// <exception cref="OverflowException">The tree would have 2^63 leaves or more.</exception>
    public void Append(int level, ReadOnlySpan<byte> hash, ICollection<Subtree>? completed = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, Levels);
        MerkleHash.Require(hash, nameof(hash));
        if (BitOperations.TrailingZeroCount(Size) < level)
            throw new ArgumentException("The subtree does not begin where the tree ends.", nameof(level));

        var size = checked(Size + (1L << level));
        Span<byte> node = stackalloc byte[MerkleHash.Length];
        hash.CopyTo(node);
        // As in a binary counter: two subtrees of one level are one of the next.
        while (Has(level))
        {
            MerkleHash.Node(Peak(level), node, node);
            level++;
            if (level % StoredTree.TileHeight == 0)
                completed?.Add(new(level, (size >> level) - 1, node.ToArray()));
        }

        node.CopyTo(Peak(level));
        Size = size;
    }

    /// <summary>The root of the tree as it is now (32 octets); that of the empty tree before the first leaf.</summary>
    public byte[] Root()
    {
        if (Size == 0)
            return MerkleHash.EmptyRoot();
        var level = BitOperations.TrailingZeroCount(Size);
        var root = Peak(level).ToArray();
        for (level++; level < Levels; level++)
        {
            if (Has(level))
                MerkleHash.Node(Peak(level), root, root);
        }

        return root;
    }

    /// <summary>The heights of the full subtrees of a tree of this size, the largest first.</summary>
    internal static IEnumerable<int> LevelsOf(long size)
    {
        for (var level = Levels - 1; level >= 0; level--)
        {
            if ((size >> level & 1) != 0)
                yield return level;
        }
    }

    private bool Has(int level) => (Size >> level & 1) != 0;

    private Span<byte> Peak(int level) => _peaks.AsSpan(level * MerkleHash.Length, MerkleHash.Length);
}
