using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>Verifies the log entry by entry, as it is at one moment. Writers do not wait for it.</summary>
public sealed class VerifyAudit(PortalTransactions transactions, SealAudit seal, AuditSecret secret, AuditSigningKey signing)
{
    // Clocks that were never set start at 1970, 1980 or 2000.
    private static readonly DateTime UnsetClock = new(2010, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private const int MostPending = 1000;

    /// <param name="mark">
    /// A head that was kept elsewhere, which the log must still hold. With null, only what the database itself can tell is checked.
    /// </param>
    public Task<AuditVerdict> ExecuteAsync(AuditMark? mark, CancellationToken cancellation) =>
        VerifyAsync(mark, proven: null, cancellation);

    /// <summary>
    /// Verifies the log of another database that was written with this one's keys, as that database's transaction sees it.
    /// </summary>
    public Task<AuditVerdict> VerifyAsync(PortalDb db, AuditMark? mark, CancellationToken cancellation) =>
        new LogScan(db, secret.Key, signing, mark, proven: null).RunAsync(cancellation);

    /// <summary>Verifies the log, and finds by the verified entries where its old part ends.</summary>
    /// <param name="until">Entries that were written later are young.</param>
    internal async Task<OldPart> FindOldAsync(DateTime until, CancellationToken cancellation)
    {
        var (first, size, isYoung) = ((long?)null, 0L, false);
        var verdict = await VerifyAsync(mark: null, Look, cancellation);
        return new(verdict, first ?? size, size);

        void Look(long index, StoredRow row)
        {
            first ??= index;
            if (isYoung || StoredEntry.ReadTime(row, LogScan.Entry) is not { } at)
                return;
            isYoung = at > until;
            // An unset clock does not tell how old an entry is, so such an entry is old only where a later one with a real time is.
            if (!isYoung && at >= UnsetClock)
                size = index + 1;
        }
    }

    private async Task<AuditVerdict> VerifyAsync(AuditMark? mark, Action<long, StoredRow>? proven, CancellationToken cancellation)
    {
        await seal.ExecuteAsync(cancellation);
        var (verdict, pending) = await transactions.ReadAsync(
            async db => (
                await new LogScan(db, secret.Key, signing, mark, proven).RunAsync(cancellation),
                await db.AuditPending.OrderBy(p => p.EntryId).Select(p => p.EntryId).Take(MostPending).ToListAsync(cancellation)),
            cancellation);
        if (verdict.Fault is not null || pending.Count == 0)
            return verdict;
        // Writers go on meanwhile. What they had just committed can be sealed now, and what cannot is the fault.
        await seal.ExecuteAsync(cancellation);
        var isLeft = await transactions.ReadAsync(
            db => db.AuditPending.AnyAsync(p => pending.Contains(p.EntryId), cancellation), cancellation);
        return isLeft ? verdict with { Count = 0, Fault = AuditFault.Unsealed, BrokenAt = verdict.Head.Size } : verdict;
    }
}
