using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit.Tree;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>Compares the subtrees that the database holds with those of the tree that was verified.</summary>
internal static class StoredSubtrees
{
    /// <param name="expected">The subtrees of each level follow each other.</param>
    /// <returns>The index of the first leaf of one that is not there, or is another; null where all are right.</returns>
    public static async Task<long?> FindWrongAsync(PortalDb db, IEnumerable<Subtree> expected, CancellationToken cancellation)
    {
        foreach (var level in expected.GroupBy(s => s.Level))
        {
            var stored = await ReadAsync(db, level.Key, level.Min(s => s.Index), level.Max(s => s.Index), cancellation);
            foreach (var subtree in level)
            {
                if (!stored.TryGetValue(subtree.Index, out var hash) || !hash.AsSpan().SequenceEqual(subtree.Hash))
                    return subtree.Index << level.Key;
            }
        }

        return null;
    }

    public static Task<long> CountAsync(PortalDb db, CancellationToken cancellation) => db.AuditSubtrees.LongCountAsync(cancellation);

    /// <summary>How many subtrees a tree of this size stores.</summary>
    public static long CountOf(long size)
    {
        var count = 0L;
        for (var full = size >> StoredTree.TileHeight; full > 0; full >>= StoredTree.TileHeight)
            count += full;
        return count;
    }

    private static async Task<Dictionary<long, byte[]>> ReadAsync(
        PortalDb db, int level, long first, long last, CancellationToken cancellation)
    {
        var stored = new Dictionary<long, byte[]>();
        await LogQuery.ReadAsync(
            db,
            """SELECT "Index", "Hash" FROM "AuditSubtrees" WHERE "Level" = @0 AND "Index" >= @1 AND "Index" <= @2""",
            [level, first, last],
            row =>
            {
                var hash = new byte[AuditEntry.HashLength];
                if (row.TryRead(0, out long index) && row.TryRead(1, hash))
                    stored[index] = hash;
                return true;
            },
            cancellation);
        return stored;
    }
}
