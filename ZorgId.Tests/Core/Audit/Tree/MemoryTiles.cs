using System.Buffers.Binary;
using ZorgId.Core.Audit.Tree;

namespace ZorgId.Tests.Core.Audit.Tree;

/// <summary>A log of 70,000 leaves in memory, which can be read as it was at any smaller size. It counts what is read.</summary>
internal sealed class MemoryTiles(long size)
{
    public const int Leaves = 70_000;

    private static readonly List<Subtree> Full = [];
    private static readonly byte[][] AllRoots = [];
    private static readonly Dictionary<int, byte[][]> Levels;

    // A log only grows, so that one tree stands for all smaller ones.
    static MemoryTiles()
    {
        var frontier = new MerkleFrontier();
        var roots = new List<byte[]> { frontier.Root() };
        var leaves = new List<byte[]>();
        for (var index = 0; index < Leaves; index++)
        {
            leaves.Add(MerkleHash.Leaf(Data(index)));
            frontier.Append(leaves[^1], Full);
            roots.Add(frontier.Root());
        }

        AllRoots = [.. roots];
        Levels = Full.GroupBy(s => s.Level).ToDictionary(g => g.Key, g => g.OrderBy(s => s.Index).Select(s => s.Hash).ToArray());
        Levels[0] = [.. leaves];
    }

    /// <summary>Each range that was read.</summary>
    public List<(int Level, long First, int Count)> Reads { get; } = [];

    public StoredTree Tree => new(ReadAsync);

    /// <summary>The stored subtrees that the leaves have filled, in that order.</summary>
    public static IReadOnlyList<Subtree> Completed => Full;

    public static ReadOnlySpan<byte[]> LeafHashes => Levels[0];

    /// <summary>The root as the leaves were appended one by one.</summary>
    public static byte[] Root(long size) => AllRoots[size];

    public static byte[] Data(long index)
    {
        var data = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(data, index);
        return data;
    }

    private Task<IReadOnlyList<byte[]>> ReadAsync(int level, long firstIndex, int count, CancellationToken cancellation)
    {
        // What was not full at this size is not there yet.
        Assert.InRange(firstIndex + count, 1, size >> level);
        Assert.InRange(count, 1, StoredTree.TileWidth);
        Reads.Add((level, firstIndex, count));
        return Task.FromResult<IReadOnlyList<byte[]>>(Levels[level][(int)firstIndex..((int)firstIndex + count)]);
    }
}
