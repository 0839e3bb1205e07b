using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>What a run of <see cref="SealAudit"/> has done.</summary>
/// <param name="Count">Entries that got a leaf.</param>
/// <param name="Unsealable">
/// Entries that are not as this portal writes them: changed, or without a right MAC under the log's present id. They get no leaf.
/// </param>
public sealed record SealResult(int Count, IReadOnlyList<Guid> Unsealable);

/// <summary>
/// Gives leaves to the entries that PostgreSQL's writers have committed, in the order of their ids as far as they are there. On
/// SQLite no entry waits for a leaf.
/// </summary>
public sealed class SealAudit(IDbContextFactory<PortalDb> databases, AuditBacklog backlog, AuditSecret secret)
{
    private const int Batch = 1024;

    // Any number will do that no other program uses in this database; this one is "Seal" in ASCII.
    internal const long Lock = 0x5365616C;

    private const string Rows =
        $"""
        SELECT {StoredEntry.Columns}, p."EntryId"
        FROM "AuditPending" p LEFT JOIN "AuditEntries" e ON e."Id" = p."EntryId"
        WHERE (@2 OR p."EntryId" > @0) AND NOT EXISTS (SELECT 1 FROM "AuditLeaves" l WHERE l."EntryId" = p."EntryId")
        ORDER BY p."EntryId" LIMIT @1
        """;

    private readonly AuditLeaves _leaves = new(secret);

    // Of the last run; those of a node that writes under another id than the log's are its own fault, and stop it.
    private List<Guid> _unsealable = [];

    /// <exception cref="System.Data.Common.DbException">
    /// The database did not take it, or another node has been sealing for too long. Whatever came of it, the next run begins anew from
    /// what is stored.
    /// </exception>
    public async Task<SealResult> ExecuteAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (db.Database.IsSqlite())
            return new(0, []);
        var (count, unsealable, after) = (0, new List<Guid>(), (Guid?)null);
        await SeeAsync(db, cancellation);
        if (!await db.AuditPending.AnyAsync(cancellation))
            return new(0, []);
        for (var read = Batch; read == Batch;)
        {
            var batch = await db.Database.CreateExecutionStrategy().ExecuteAsync(() => SealAsync(db, after, cancellation));
            (read, after) = (batch.Leaves.Count + batch.Unsealable.Count, batch.Last);
            count += batch.Leaves.Count;
            unsealable.AddRange(batch.Unsealable);
        }

        _unsealable = unsealable;
        await SeeAsync(db, cancellation);
        return new(count, unsealable);
    }

    private async Task SeeAsync(PortalDb db, CancellationToken cancellation)
    {
        // What somebody else has put there does not count, or one row of theirs would stop the portal.
        List<Guid> left = await AuditTree.ReadLogIdAsync(db, cancellation) == secret.LogId ? _unsealable : [];
        backlog.See(await db.AuditPending
            .Where(p => db.AuditEntries.Any(e => e.Id == p.EntryId) && !db.AuditLeaves.Any(l => l.EntryId == p.EntryId))
            .OrderBy(p => p.EntryId).Select(p => p.EntryId).Where(id => !left.Contains(id)).Take(Batch).ToListAsync(cancellation));
    }

    private async Task<PendingBatch> SealAsync(PortalDb db, Guid? after, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancellation);
        // One seals at a time. A commit or the loss of the connection gives the lock back.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancellation);
        var logId = await AuditTree.ReadLogIdAsync(db, cancellation);
        var batch = await ReadAsync(db, logId, after, cancellation);
        await _leaves.AppendAsync(db, batch.Leaves, cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""DELETE FROM "AuditPending" p USING "AuditLeaves" l WHERE l."EntryId" = p."EntryId" """,
            cancellation);
        await transaction.CommitAsync(cancellation);
        return batch;
    }

    private async Task<PendingBatch> ReadAsync(PortalDb db, Guid logId, Guid? after, CancellationToken cancellation)
    {
        const int pending = StoredEntry.ColumnCount;
        var text = new EntryText(logId);
        var batch = new PendingBatch([], [], after);
        var mac = new byte[AuditEntry.HashLength];
        await LogQuery.ReadAsync(
            db,
            Rows,
            [after ?? Guid.Empty, Batch, after is null],
            row =>
            {
                row.TryRead(pending, out Guid id);
                batch.Last = id;
                if (StoredEntry.TryRead(row, 0, text, mac) && text.HasMac(secret.Key, mac))
                    batch.Leaves.Add(new(logId, id, text.HashLeaf(mac)));
                else
                    batch.Unsealable.Add(id);
                return true;
            },
            cancellation);
        return batch;
    }

    private sealed record PendingBatch(List<NewLeaf> Leaves, List<Guid> Unsealable, Guid? After)
    {
        public Guid? Last { get; set; } = After;
    }
}
