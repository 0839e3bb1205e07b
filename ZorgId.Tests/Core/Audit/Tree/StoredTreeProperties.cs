using CsCheck;
using ZorgId.Core.Audit.Tree;

namespace ZorgId.Tests.Core.Audit.Tree;

/// <summary>Whatever the size: what few reads give is what the RFC defines. A failure prints its seed (CsCheck).</summary>
[Trait("Stores", "nothing")]
public sealed class StoredTreeProperties
{
    // The definitions hash all leaves again for each node of a proof.
    private const int Small = 2_000;

    private static readonly Gen<long> SmallSizes = Sizes(Small);

    private static readonly Gen<long> AllSizes = Sizes(MemoryTiles.Leaves);

    [Fact]
    public Task Root_AnySize_IsThatOfAppendedLeaves() => AllSizes.SampleAsync(
        async size =>
        {
            var tiles = new MemoryTiles(size);

            Assert.Equal(MemoryTiles.Root(size), await tiles.Tree.ReadRootAsync(size, CancellationToken.None));
            // A tile may be empty, but never full: what is full is one hash of the next stored level.
            Assert.All(tiles.Reads.GroupBy(r => r.Level), level => Assert.InRange(Assert.Single(level).Count, 1, StoredTree.TileWidth - 1));
        },
        iter: 500);

    [Fact]
    public void Root_SmallSize_IsAsDefined() => SmallSizes.Sample(
        size => Assert.Equal(RfcTree.Root(MemoryTiles.LeafHashes[..(int)size]), MemoryTiles.Root(size)), iter: 100);

    [Fact]
    public Task Inclusion_SmallSize_IsAsDefined() => Gen.Select(SmallSizes, Gen.Double[0, 1]).SampleAsync(
        async (size, part) =>
        {
            var index = (long)(part * (size - 1));
            var proof = await new MemoryTiles(size).Tree.ProveInclusionAsync(index, size, CancellationToken.None);

            Assert.Equal(RfcTree.Path((int)index, MemoryTiles.LeafHashes[..(int)size]), proof.Hashes);
        },
        iter: 100);

    [Fact]
    public Task Consistency_SmallSizes_IsAsDefined() => Gen.Select(SmallSizes, SmallSizes).SampleAsync(
        async (one, other) =>
        {
            var (from, to) = (Math.Min(one, other), Math.Max(one, other));
            var proof = await new MemoryTiles(to).Tree.ProveConsistencyAsync(from, to, CancellationToken.None);

            Assert.Equal(RfcTree.Proof((int)from, MemoryTiles.LeafHashes[..(int)to]), proof.Hashes);
        },
        iter: 100);

    [Fact]
    public Task Inclusion_AnySize_HoldsAndReadsFewTiles() => Gen.Select(AllSizes, Gen.Double[0, 1], Gen.Int[0, 255]).SampleAsync(
        async (size, part, bit) =>
        {
            var index = (long)(part * (size - 1));
            var tiles = new MemoryTiles(size);
            var proof = await tiles.Tree.ProveInclusionAsync(index, size, CancellationToken.None);
            var leaf = MerkleHash.Leaf(MemoryTiles.Data(index));

            Assert.True(proof.Verify(leaf, MemoryTiles.Root(size)));
            AssertFewTiles(tiles);
            Assert.All(
                Flip(proof.Hashes, bit),
                hashes => Assert.False(new InclusionProof(index, size, hashes).Verify(leaf, MemoryTiles.Root(size))));
            Assert.False(proof.Verify(MerkleHash.Leaf(MemoryTiles.Data(index + 1)), MemoryTiles.Root(size)));
            Assert.False(proof.Verify(leaf, MemoryTiles.Root(size - 1)));
        },
        iter: 300);

    [Fact]
    public Task Consistency_AnySizes_HoldsAndReadsFewTiles() => Gen.Select(AllSizes, AllSizes, Gen.Int[0, 255]).SampleAsync(
        async (one, other, bit) =>
        {
            var (from, to) = (Math.Min(one, other), Math.Max(one, other));
            var tiles = new MemoryTiles(to);
            var proof = await tiles.Tree.ProveConsistencyAsync(from, to, CancellationToken.None);

            Assert.True(proof.Verify(MemoryTiles.Root(from), MemoryTiles.Root(to)));
            AssertFewTiles(tiles);
            Assert.All(
                Flip(proof.Hashes, bit),
                hashes => Assert.False(new ConsistencyProof(from, to, hashes).Verify(MemoryTiles.Root(from), MemoryTiles.Root(to))));
            Assert.False(proof.Verify(MemoryTiles.Root(from - 1), MemoryTiles.Root(to)));
            Assert.False(proof.Verify(MemoryTiles.Root(from), MemoryTiles.Root(to - 1)));
        },
        iter: 300);

    // Where trees end in a tile, at its end and just behind it, is where mistakes are.
    private static Gen<long> Sizes(int most)
    {
        long[] all = [1, 2, 3, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 65_791, 65_792];
        var edges = all.Where(size => size <= most).ToArray();
        return Gen.OneOf(Gen.Long[1, most], Gen.Int[0, edges.Length - 1].Select(number => edges[number]));
    }

    private static void AssertFewTiles(MemoryTiles tiles)
    {
        Assert.Distinct(tiles.Reads);
        Assert.All(tiles.Reads.GroupBy(r => r.Level), level => Assert.InRange(level.Count(), 1, 2));
    }

    private static IEnumerable<byte[][]> Flip(IReadOnlyList<byte[]> hashes, int bit)
    {
        for (var i = 0; i < hashes.Count; i++)
        {
            var flipped = hashes.Select(hash => hash.ToArray()).ToArray();
            flipped[i][bit / 8] ^= (byte)(1 << (bit % 8));
            yield return flipped;
        }
    }
}
