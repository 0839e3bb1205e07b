using System.Security.Cryptography;
using ZorgId.Core.Audit.Tree;

namespace ZorgId.Tests.Core.Audit.Tree;

/// <summary>Hashes, roots and proofs are those of other implementations.</summary>
[Trait("Stores", "nothing")]
public sealed class PublishedTreeTests
{
    public static TheoryData<int> Sizes => [.. Enumerable.Range(0, PublishedTree.Roots.Length)];

    [Fact]
    public void Leaf_PublishedContent_HasThePublishedHash() =>
        Assert.Equal(PublishedTree.Nodes[0], PublishedTree.Leaves.Select(leaf => MerkleHash.Leaf(leaf)));

    // github.com/transparency-dev/merkle, rfc6962/rfc6962_test.go.
    [Theory]
    [InlineData("4c313233343536", "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56")]
    [InlineData("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    public void Leaf_OtherPublishedContent_HasThePublishedHash(string content, string hash) =>
        Assert.Equal(hash, Convert.ToHexStringLower(MerkleHash.Leaf(Convert.FromHexString(content))));

    [Fact]
    public void Node_PublishedChildren_HasThePublishedHash()
    {
        for (var level = 1; level < PublishedTree.Nodes.Length; level++)
        {
            var children = PublishedTree.Nodes[level - 1];
            Assert.Equal(PublishedTree.Nodes[level], children.Chunk(2).Select(pair => MerkleHash.Node(pair[0], pair[1])));
        }
    }

    [Fact]
    public void Node_ChildThatIsNoHash_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => MerkleHash.Node("N123"u8, PublishedTree.OtherHash));
        Assert.Throws<ArgumentException>(() => MerkleHash.Node(PublishedTree.OtherHash, []));
    }

    // Longer contents are hashed from a rented array: none of what that had before may get into the hash.
    [Theory]
    [InlineData(1022)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(100_000)]
    public void Leaf_LongContent_IsHashedWhole(int length)
    {
        var content = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();

        Assert.Equal(SHA256.HashData([0, .. content]), MerkleHash.Leaf(content));
    }

    [Fact]
    public void EmptyRoot_Always_IsThePublishedOne() => Assert.Equal(PublishedTree.Roots[0], MerkleHash.EmptyRoot());

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Frontier_PublishedLeaves_HasThePublishedRootAndPeaks(int size)
    {
        var frontier = Grow(size);
        var peaks = frontier.Peaks;
        // Each bit of the size is a full subtree, which begins where the larger ones end.
        var expected = from level in (int[])[3, 2, 1, 0]
                       where (size >> level & 1) != 0
                       select PublishedTree.Nodes[level][(size >> level) - 1];

        Assert.Equal(size, frontier.Size);
        Assert.Equal(PublishedTree.Roots[size], frontier.Root());
        Assert.Equal(expected, peaks);
        Assert.Equal(PublishedTree.Roots[size], new MerkleFrontier(size, peaks).Root());
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task StoredTree_PublishedLeaves_GivesThePublishedRoot(int size) =>
        Assert.Equal(PublishedTree.Roots[size], await Stored(size).ReadRootAsync(size, TestContext.Current.CancellationToken));

    [Fact]
    public async Task StoredTree_PublishedLeaves_GivesThePublishedProofs()
    {
        foreach (var (index, size, hashes) in PublishedTree.InclusionProofs)
            Assert.Equal(hashes, (await Stored(size).ProveInclusionAsync(index, size, TestContext.Current.CancellationToken)).Hashes);
        foreach (var (from, to, hashes) in PublishedTree.ConsistencyProofs)
            Assert.Equal(hashes, (await Stored(to).ProveConsistencyAsync(from, to, TestContext.Current.CancellationToken)).Hashes);
    }

    private static MerkleFrontier Grow(int size)
    {
        var frontier = new MerkleFrontier();
        foreach (var leaf in PublishedTree.Leaves[..size])
            frontier.Append(MerkleHash.Leaf(leaf));
        return frontier;
    }

    private static StoredTree Stored(long size) => new((level, first, count, _) =>
    {
        Assert.Equal(0, level);
        return Task.FromResult<IReadOnlyList<byte[]>>(PublishedTree.Nodes[0][..(int)size][(int)first..((int)first + count)]);
    });
}
