using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit.Tree;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>Gives entries their leaves. Nothing else adds to the log's tree.</summary>
internal sealed class AuditLeaves(AuditSecret secret)
{
    private const int Height = StoredTree.TileHeight;
    private const int Width = StoredTree.TileWidth;

    /// <summary>Both databases take more parameters than these leaves need.</summary>
    private const int AtOnce = 256;

    /// <summary>
    /// Appends leaves to the tree, in this order, in the caller's transaction. The caller sees to it that nobody else does so
    /// meanwhile; where two do, the key of the leaves lets only one of them commit.
    /// </summary>
    public async Task AppendAsync(PortalDb db, IReadOnlyCollection<NewLeaf> leaves, CancellationToken cancellation)
    {
        foreach (var some in leaves.Chunk(AtOnce))
        {
            var size = (await db.Database.SqlQuery<long>(
                $"""UPDATE "AuditHeads" SET "Size" = "Size" + {some.Length} RETURNING "Size" AS "Value" """).ToListAsync(cancellation))[0];
            await InsertAsync(db, some, size - some.Length, cancellation);
            for (var (level, full) = (Height, size >> Height); full > 0; level += Height, full >>= Height)
            {
                for (var index = (size - some.Length) >> level; index < full; index++)
                    await StoreAsync(db, level, index, cancellation);
            }
        }
    }

    // One statement, because a transaction on SQLite gives leaves as its last act, and every other writer waits for it.
    private Task<int> InsertAsync(PortalDb db, NewLeaf[] leaves, long first, CancellationToken cancellation)
    {
        var sql = new StringBuilder("""INSERT INTO "AuditLeaves" ("Index", "EntryId", "Hash", "Mac") VALUES """);
        var values = new List<object>(4 * leaves.Length);
        LeafMac? place = null;
        foreach (var leaf in leaves)
        {
            if (place?.LogId != leaf.LogId)
                place = new(leaf.LogId);
            var n = values.Count;
            sql.Append(CultureInfo.InvariantCulture, $"{(n == 0 ? "" : ", ")}({{{n}}}, {{{n + 1}}}, {{{n + 2}}}, {{{n + 3}}})");
            var index = first + (n / 4);
            values.AddRange([index, leaf.EntryId, leaf.Hash, place.Compute(index, leaf.Hash, secret.Key)]);
        }

        return db.Database.ExecuteSqlRawAsync(sql.ToString(), values, cancellation);
    }

    private static async Task StoreAsync(PortalDb db, int level, long index, CancellationToken cancellation)
    {
        var subtree = new MerkleFrontier();
        foreach (var child in await AuditTree.ReadAsync(db, level - Height, index * Width, Width, cancellation))
            subtree.Append(child);
        var hash = subtree.Root();
        await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "AuditSubtrees" ("Level", "Index", "Hash") VALUES ({level}, {index}, {hash})""", cancellation);
    }
}
