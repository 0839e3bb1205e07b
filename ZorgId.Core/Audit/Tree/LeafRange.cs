using System.Numerics;

namespace ZorgId.Core.Audit.Tree;

/// <summary>Leaves beside each other that the tree has a node for.</summary>
/// <param name="Start">The index of the first.</param>
/// <param name="End">The index behind the last.</param>
internal readonly record struct LeafRange(long Start, long End)
{
    // Where RFC 9162 divides a tree: the largest power of two that is smaller than its size.
    private long Middle => Start + (1L << BitOperations.Log2((ulong)(End - Start - 1)));

    /// <summary>Whose hashes prove that a leaf is in the tree: PATH(m, D_n) of RFC 9162, section 2.1.3.1, from the leaf up.</summary>
    public static IReadOnlyList<LeafRange> InclusionPath(long index, long size)
    {
        var path = new List<LeafRange>();
        var at = new LeafRange(0, size);
        while (at.End - at.Start > 1)
        {
            var (left, right) = (at with { End = at.Middle }, at with { Start = at.Middle });
            path.Add(index < at.Middle ? right : left);
            at = index < at.Middle ? left : right;
        }

        path.Reverse();
        return path;
    }

    /// <summary>Whose hashes prove that a tree begins with a smaller one: PROOF(m, D_n) of RFC 9162, section 2.1.4.1.</summary>
    public static IReadOnlyList<LeafRange> ConsistencyPath(long from, long to)
    {
        var path = new List<LeafRange>();
        var at = new LeafRange(0, to);
        while (at.End != from)
        {
            var (left, right) = (at with { End = at.Middle }, at with { Start = at.Middle });
            path.Add(from <= at.Middle ? right : left);
            at = from <= at.Middle ? left : right;
        }

        // Who verifies knows the root of the smaller tree, but not that of a part of it.
        if (at.Start > 0)
            path.Add(at);
        path.Reverse();
        return path;
    }
}
