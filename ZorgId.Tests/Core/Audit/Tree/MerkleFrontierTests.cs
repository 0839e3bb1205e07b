using ZorgId.Core.Audit.Tree;

namespace ZorgId.Tests.Core.Audit.Tree;

[Trait("Stores", "nothing")]
public sealed class MerkleFrontierTests
{
    private static readonly byte[] Hash = PublishedTree.OtherHash;

    [Fact]
    public void Append_Leaves_TellsOfEachFullSubtreeOfAStoredLevel()
    {
        const int Tiles = MemoryTiles.Leaves / StoredTree.TileWidth;

        Assert.Equal(Enumerable.Range(0, Tiles).Select(i => (long)i), MemoryTiles.Completed.Where(s => s.Level == 8).Select(s => s.Index));
        Assert.Equal((16, 0L), MemoryTiles.Completed.Where(s => s.Level != 8).Select(s => (s.Level, s.Index)).Single());
        Assert.All(MemoryTiles.Completed, subtree =>
        {
            var first = (int)(subtree.Index << subtree.Level);
            Assert.Equal(RfcTree.Root(MemoryTiles.LeafHashes[first..(first + (1 << subtree.Level))]), subtree.Hash);
        });
    }

    [Fact]
    public void Append_FullSubtrees_GivesTheRootOfTheirLeaves()
    {
        var frontier = new MerkleFrontier();
        foreach (var subtree in MemoryTiles.Completed.Where(s => s.Level == 8))
            frontier.Append(subtree.Level, subtree.Hash);
        foreach (var leaf in MemoryTiles.LeafHashes[(int)frontier.Size..])
            frontier.Append(leaf);

        Assert.Equal(MemoryTiles.Leaves, frontier.Size);
        Assert.Equal(MemoryTiles.Root(MemoryTiles.Leaves), frontier.Root());
    }

    [Fact]
    public void New_PeaksOfATree_GoesOnAsThatTree()
    {
        var before = new MerkleFrontier();
        for (var i = 0; i < 1_000; i++)
            before.Append(MemoryTiles.LeafHashes[i]);
        var after = new MerkleFrontier(before.Size, before.Peaks);
        for (var i = 1_000; i < 3_000; i++)
            after.Append(MemoryTiles.LeafHashes[i]);

        Assert.Equal(MemoryTiles.Root(1_000), before.Root());
        Assert.Equal(MemoryTiles.Root(3_000), after.Root());
    }

    [Fact]
    public void Append_WhatDoesNotFit_IsRefused()
    {
        var frontier = new MerkleFrontier();
        frontier.Append(Hash);

        Assert.Throws<ArgumentException>(() => frontier.Append(1, Hash));
        Assert.Throws<ArgumentException>(() => frontier.Append(Hash.AsSpan(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => frontier.Append(-1, Hash));
        Assert.Throws<ArgumentOutOfRangeException>(() => frontier.Append(63, Hash));
        Assert.Throws<ArgumentException>(() => new MerkleFrontier(3, [Hash]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MerkleFrontier(-1, []));
        Assert.Equal(1, frontier.Size);
        Assert.Equal(Hash, frontier.Root());
    }

    [Fact]
    public void Append_MoreThanFitsIntoASize_Overflows()
    {
        var full = new MerkleFrontier(long.MaxValue, [.. Enumerable.Repeat(Hash, 63)]);

        Assert.Equal(63, full.Peaks.Count);
        Assert.Throws<OverflowException>(() => full.Append(Hash));
    }
}
