using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>The result of pruning the log.</summary>
/// <param name="Count">How many entries were deleted.</param>
/// <param name="Broken">The log's fault. Nothing was deleted then, because a broken log is evidence.</param>
public sealed record PruneResult(long Count, AuditVerdict? Broken);

/// <summary>
/// Deletes the entries that have been kept long enough: the log's beginning, up to the first entry that is younger. A signed
/// anchor takes their place. Entries are deleted in no other way; the database allows it for those that an anchor covers.
/// </summary>
public sealed class PruneAudit(
    PortalTransactions transactions, VerifyAudit verify, AuditSecret secret, IOptions<AuditSettings> settings, TimeProvider time)
{
    /// <summary>How many entries one transaction deletes; the portal writes between two of them.</summary>
    private const int BatchSize = 1000;

    public async Task<PruneResult> ExecuteAsync(CancellationToken cancellation)
    {
        // The verified entries tell where the old part ends. A query could not, because it compares texts that somebody may have changed.
        var (verdict, last) = await verify.FindOldAsync(time.UtcNow() - settings.Value.Retention, cancellation);
        if (verdict.Fault is not null)
            return new(0, verdict);
        if (last is not null)
            await transactions.RunAsync(db => AnchorAsync(db, last, cancellation), cancellation);
        // For verification the entries that an anchor covers are gone already, so a later pruning can finish
        // one that is interrupted here.
        var total = 0;
        for (var gone = BatchSize; gone == BatchSize; total += gone)
            gone = await transactions.RunAsync(db => DeleteBatchAsync(db, cancellation), cancellation);
        return new(total, null);
    }

    private async Task<bool> AnchorAsync(PortalDb db, AuditEntry last, CancellationToken cancellation)
    {
        var now = time.UtcNow();
        // Another pruning may have been first.
        if (await db.AuditAnchors.AnyAsync(a => a.Sequence >= last.Sequence, cancellation))
            return false;
        db.AuditAnchors.Add(new(last, now, secret.Key));
        db.Record(new AuditEvent(
            AuditAction.LogPruned,
            Environment: null,
            now,
            Client: AuditClient.CommandLine,
            Detail: last.Sequence.ToString(CultureInfo.InvariantCulture),
            By: AuditParty.Operator));
        return true;
    }

    private static async Task<int> DeleteBatchAsync(PortalDb db, CancellationToken cancellation)
    {
        var anchored = await db.AuditAnchors.MaxAsync(a => (long?)a.Sequence, cancellation) ?? 0;
        var first = await db.AuditEntries.MinAsync(e => (long?)e.Sequence, cancellation) ?? 0;
        var end = Math.Min(anchored, first + BatchSize - 1);
        return await db.AuditEntries.Where(e => e.Sequence <= end).ExecuteDeleteAsync(cancellation);
    }
}
