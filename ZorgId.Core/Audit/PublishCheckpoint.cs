using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>
/// Publishes where the log is, where it has grown and the last time was an hour ago. More often it would tell how many people log in.
/// </summary>
public sealed class PublishCheckpoint(PortalTransactions transactions, AuditSigningKey signing, TimeProvider time)
{
    /// <summary>The least time from one checkpoint to the next.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    // Any number will do that no other program uses in this database; this one is "Publ" in ASCII.
    private const long Lock = 0x5075626C;

    /// <returns>Whether a checkpoint was published.</returns>
    public async Task<bool> ExecuteAsync(CancellationToken cancellation)
    {
        // A transaction of its own, because only what is committed may be signed.
        var head = await transactions.ReadAsync(
            async db => await IsDueAsync(db, cancellation) ? await AuditTree.ReadHeadAsync(db, cancellation) : null, cancellation);
        if (head is not { Size: > 0 })
            return false;
        var note = $"{signing.Sign(head)}";
        return await transactions.RunAsync((db, cancellation) => PublishAsync(db, head.Size, note, cancellation), cancellation);
    }

    private async Task<bool> PublishAsync(PortalDb db, long size, string note, CancellationToken cancellation)
    {
        // Each node publishes. Without the lock two of them could publish two sizes at once.
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancellation);
        if (!await IsDueAsync(db, cancellation) || await db.AuditCheckpoints.AnyAsync(c => c.Size >= size, cancellation))
            return false;
        db.AuditCheckpoints.Add(new(size, time.UtcNow(), note));
        return true;
    }

    private async Task<bool> IsDueAsync(PortalDb db, CancellationToken cancellation)
    {
        var last = await db.AuditCheckpoints.OrderByDescending(c => c.Size).Select(c => (DateTime?)c.At).FirstOrDefaultAsync(cancellation);
        // A clock that was wrong may have written a time that is still to come.
        return last is not { } at || (time.UtcNow() - at).Duration() >= Interval;
    }
}
