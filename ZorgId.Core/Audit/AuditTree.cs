using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit.Tree;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>Reads the log's tree from the database.</summary>
internal static class AuditTree
{
    /// <summary>The tree as the caller's transaction sees it.</summary>
    public static StoredTree Of(PortalDb db) =>
        new((level, first, count, cancellation) => ReadAsync(db, level, first, count, cancellation));

    /// <summary>The head of the log, as the caller's transaction sees it.</summary>
    public static async Task<AuditMark> ReadHeadAsync(PortalDb db, CancellationToken cancellation)
    {
        var size = await ReadSizeAsync(db, cancellation);
        var root = await Of(db).ReadRootAsync(size, cancellation);
        return new(await ReadLogIdAsync(db, cancellation), size, Convert.ToHexStringLower(root));
    }

    public static async Task<long> ReadSizeAsync(PortalDb db, CancellationToken cancellation) =>
        await db.AuditLeaves.MaxAsync(l => (long?)l.Index, cancellation) + 1 ?? 0;

    /// <summary>The id under which the log is written now; empty before the portal's first start.</summary>
    public static Task<Guid> ReadLogIdAsync(PortalDb db, CancellationToken cancellation) =>
        db.AuditLogs.OrderByDescending(l => l.Index).ThenByDescending(l => l.LogId).Select(l => l.LogId).FirstOrDefaultAsync(cancellation);

    /// <summary>Reads hashes of one level in the order of their indexes: leaves at level 0, stored subtrees above.</summary>
    public static async Task<IReadOnlyList<byte[]>> ReadAsync(
        PortalDb db, int level, long first, int count, CancellationToken cancellation)
    {
        var end = first + count;
        return level == 0
            ? await db.AuditLeaves.Where(l => l.Index >= first && l.Index < end)
                .OrderBy(l => l.Index).Select(l => l.Hash).ToListAsync(cancellation)
            : await db.AuditSubtrees.Where(s => s.Level == level && s.Index >= first && s.Index < end)
                .OrderBy(s => s.Index).Select(s => s.Hash).ToListAsync(cancellation);
    }
}
