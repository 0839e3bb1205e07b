using System.Security.Cryptography;

namespace ZorgId.Tests.Core.Audit.Tree;

/// <summary>The definitions of RFC 9162 word by word, slowly: what faster code is compared with.</summary>
internal static class RfcTree
{
    /// <summary>MTH(D_n), section 2.1.1, from the hashes of the leaves.</summary>
    public static byte[] Root(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 0)
            return SHA256.HashData([]);
        if (leaves.Length == 1)
            return leaves[0];
        var k = Split(leaves.Length);
        return SHA256.HashData([1, .. Root(leaves[..k]), .. Root(leaves[k..])]);
    }

    /// <summary>PATH(m, D_n), section 2.1.3.1.</summary>
    public static IEnumerable<byte[]> Path(int m, ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1)
            return [];
        var k = Split(leaves.Length);
        return m < k ? [.. Path(m, leaves[..k]), Root(leaves[k..])] : [.. Path(m - k, leaves[k..]), Root(leaves[..k])];
    }

    /// <summary>PROOF(m, D_n), section 2.1.4.1.</summary>
    public static IEnumerable<byte[]> Proof(int m, ReadOnlySpan<byte[]> leaves) => Subproof(m, leaves, isWhole: true);

    private static IEnumerable<byte[]> Subproof(int m, ReadOnlySpan<byte[]> leaves, bool isWhole)
    {
        if (m == leaves.Length)
            return isWhole ? [] : [Root(leaves)];
        var k = Split(leaves.Length);
        return m <= k
            ? [.. Subproof(m, leaves[..k], isWhole), Root(leaves[k..])]
            : [.. Subproof(m - k, leaves[k..], isWhole: false), Root(leaves[..k])];
    }

    private static int Split(int n)
    {
        var k = 1;
        while (2 * k < n)
            k *= 2;
        return k;
    }
}
