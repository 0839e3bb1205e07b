using ZorgId.Core.Audit.Tree;

namespace ZorgId.Tests.Core.Audit.Tree;

[Trait("Stores", "nothing")]
public sealed class StoredTreeTests
{
    private static readonly byte[] Hash = PublishedTree.OtherHash;

    [Fact]
    public async Task ReadFrontier_StoredTree_GoesOnAsThatTree()
    {
        var frontier = await new MemoryTiles(66_000).Tree.ReadFrontierAsync(66_000, TestContext.Current.CancellationToken);
        var completed = new List<Subtree>();
        for (var i = 66_000; i < MemoryTiles.Leaves; i++)
            frontier.Append(MemoryTiles.LeafHashes[i], completed);

        Assert.Equal(MemoryTiles.Root(MemoryTiles.Leaves), frontier.Root());
        Assert.Equal((MemoryTiles.Leaves / 256) - (66_000 / 256), completed.Count);
        Assert.All(MemoryTiles.Completed.TakeLast(completed.Count).Zip(completed), pair => Assert.Equivalent(pair.First, pair.Second));
    }

    [Fact]
    public async Task ReadRoot_HashThatIsMissing_SaysWhich()
    {
        var shortRow = new StoredTree((_, _, count, _) => Task.FromResult<IReadOnlyList<byte[]>>([.. Enumerable.Repeat(Hash, count - 1)]));
        var shortHash = new StoredTree(
            (_, _, count, _) => Task.FromResult<IReadOnlyList<byte[]>>([.. Enumerable.Repeat(Hash[1..], count)]));

        await Assert.ThrowsAsync<InvalidDataException>(() => shortRow.ReadRootAsync(300, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<InvalidDataException>(() => shortHash.ReadRootAsync(300, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Prove_OutsideOfTheTree_IsRefused()
    {
        var tree = new MemoryTiles(10).Tree;
        var cancellation = TestContext.Current.CancellationToken;

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => tree.ProveInclusionAsync(10, 10, cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => tree.ProveInclusionAsync(-1, 10, cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => tree.ProveConsistencyAsync(0, 10, cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => tree.ProveConsistencyAsync(10, 9, cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => tree.ReadRootAsync(-1, cancellation));
    }
}
