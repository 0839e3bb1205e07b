using ZorgId.Core.Audit.Tree;

namespace ZorgId.Tests.Core.Audit.Tree;

/// <summary>
/// The published proofs hold, and none of the wrong ones that transparency-dev/merkle makes of them (proof/verify_test.go).
/// </summary>
[Trait("Stores", "nothing")]
public sealed class PublishedProofTests
{
    private static readonly byte[] Other = PublishedTree.OtherHash;
    private static readonly byte[] Empty = PublishedTree.Roots[0];

    public static TheoryData<int> Inclusions => [.. Enumerable.Range(0, PublishedTree.InclusionProofs.Length)];

    public static TheoryData<int> Consistencies => [.. Enumerable.Range(0, PublishedTree.ConsistencyProofs.Length)];

    [Theory]
    [MemberData(nameof(Inclusions))]
    public void Inclusion_Published_Holds(int number)
    {
        var (index, size, hashes) = PublishedTree.InclusionProofs[number];

        Assert.True(Includes(index, size, hashes, PublishedTree.Nodes[0][index], PublishedTree.Roots[size]));
    }

    [Theory]
    [MemberData(nameof(Inclusions))]
    public void Inclusion_Changed_DoesNotHold(int number)
    {
        var (index, size, hashes) = PublishedTree.InclusionProofs[number];
        var (leaf, root) = (PublishedTree.Nodes[0][index], PublishedTree.Roots[size]);

        Assert.All(ChangePath(hashes, root), changed => Assert.False(Includes(index, size, changed, leaf, root)));
        Assert.All(
            (long[])[index - 1, index + 1, index ^ 2, long.MinValue, long.MaxValue],
            other => Assert.False(Includes(other, size, hashes, leaf, root)));
        Assert.All((long[])[size * 2, size / 2, 0, -1, long.MaxValue], other => Assert.False(Includes(index, other, hashes, leaf, root)));
        Assert.All((byte[][])["WrongLeaf"u8.ToArray(), [], Other], other => Assert.False(Includes(index, size, hashes, other, root)));
        Assert.All((byte[][])[Empty, Other, []], other => Assert.False(Includes(index, size, hashes, leaf, other)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    public void Inclusion_PublishedNonsense_DoesNotHold(long index, long size)
    {
        Assert.False(Includes(index, size, [], Other, []));
        Assert.False(Includes(index, size, [], [], Empty));
        Assert.False(Includes(index, size, [], Other, Empty));
    }

    [Theory]
    [MemberData(nameof(Consistencies))]
    public void Consistency_Published_Holds(int number)
    {
        var (from, to, hashes) = PublishedTree.ConsistencyProofs[number];

        Assert.True(Extends(from, to, hashes, PublishedTree.Roots[from], PublishedTree.Roots[to]));
    }

    [Theory]
    [MemberData(nameof(Consistencies))]
    public void Consistency_Changed_DoesNotHold(int number)
    {
        var (from, to, hashes) = PublishedTree.ConsistencyProofs[number];
        var (fromRoot, toRoot) = (PublishedTree.Roots[from], PublishedTree.Roots[to]);

        Assert.All(
            ChangePath(hashes, fromRoot).Concat(ChangePath(hashes, toRoot)),
            changed => Assert.False(Extends(from, to, changed, fromRoot, toRoot)));
        Assert.All((byte[][])["WrongRoot"u8.ToArray(), [], Other], other => Assert.False(Extends(from, to, hashes, other, toRoot)));
        Assert.All((byte[][])["WrongRoot"u8.ToArray(), [], Other], other => Assert.False(Extends(from, to, hashes, fromRoot, other)));
        Assert.All(
            (long[])[from - 1, from + 1, -1, long.MinValue, long.MaxValue],
            other => Assert.False(Extends(other, to, hashes, fromRoot, toRoot)));
        Assert.All((long[])[to * 2, to / 2, -1, long.MaxValue], other => Assert.False(Extends(from, other, hashes, fromRoot, toRoot)));
        if (hashes.Length > 0)
        {
            Assert.False(Extends(from, to, [], fromRoot, toRoot));
            Assert.False(Extends(from, to, hashes, toRoot, fromRoot));
            Assert.False(Extends(from, to, [hashes[0], .. hashes], fromRoot, toRoot));
        }
    }

    [Fact]
    public void Consistency_PublishedNonsense_DoesNotHold()
    {
        Assert.True(Extends(0, 0, [], Empty, Empty));
        Assert.True(Extends(1, 1, [], Other, Other));
        foreach (var (from, to) in (ReadOnlySpan<(long, long)>)[(0, 0), (1, 1), (1, 0), (2, 1), (1, 2), (0, 1)])
            Assert.False(Extends(from, to, [], Empty, Other));
        foreach (var (from, to) in (ReadOnlySpan<(long, long)>)[(0, 0), (0, 1), (1, 1)])
            Assert.False(Extends(from, to, [Empty], Empty, Empty));
    }

    // These would hold if hashes were taken in that the sizes leave no level for.
    [Fact]
    public void Verify_HashesAboveTheRoot_DoNotHold()
    {
        var (leaves, pair) = (PublishedTree.Nodes[0], PublishedTree.Nodes[1][0]);
        var (fromRoot, toRoot) = (PublishedTree.Roots[3], PublishedTree.Roots[4]);

        Assert.False(Includes(0, 1, [Other], leaves[0], MerkleHash.Node(Other, leaves[0])));
        Assert.True(Extends(3, 4, [leaves[2], leaves[3], pair], fromRoot, toRoot));
        Assert.False(Extends(3, 4, [leaves[2], leaves[3], pair, Other], MerkleHash.Node(Other, fromRoot), MerkleHash.Node(Other, toRoot)));
    }

    private static bool Includes(long index, long size, byte[][] hashes, byte[] leaf, byte[] root) =>
        new InclusionProof(index, size, hashes).Verify(leaf, root);

    private static bool Extends(long from, long to, byte[][] hashes, byte[] fromRoot, byte[] toRoot) =>
        new ConsistencyProof(from, to, hashes).Verify(fromRoot, toRoot);

    private static IEnumerable<byte[][]> ChangePath(byte[][] hashes, byte[] root)
    {
        yield return [.. hashes, []];
        yield return [.. hashes, root];
        yield return [.. hashes, null!];
        yield return [[], .. hashes];
        yield return [root, .. hashes];
        for (var i = 0; i < hashes.Length; i++)
        {
            yield return [.. hashes[..i], [(byte)(hashes[i][0] ^ 8), .. hashes[i][1..]], .. hashes[(i + 1)..]];
            yield return [.. hashes[..i], .. hashes[(i + 1)..]];
            yield return [.. hashes[..i], hashes[i][..^1], .. hashes[(i + 1)..]];
            yield return [.. hashes[..i], Other, .. hashes[i..]];
        }
    }
}
