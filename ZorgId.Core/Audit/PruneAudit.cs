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
/// anchor takes their place, and their leaves stay. Entries are deleted in no other way; the database allows it for those that an
/// anchor covers.
/// </summary>
public sealed class PruneAudit(
    PortalTransactions transactions, VerifyAudit verify, AuditSecret secret, IOptions<AuditSettings> settings, TimeProvider time)
{
    /// <summary>How many entries one transaction deletes; the portal writes between two of them.</summary>
    private const int BatchSize = 1000;

    /// <summary>How many entries one anchor adds; the database looks at each of them, and others wait for it.</summary>
    private const int MostOfAnchor = 50_000;

    public async Task<PruneResult> ExecuteAsync(CancellationToken cancellation)
    {
        // The verified entries tell where the old part ends. A query could not, because it compares texts that somebody may have changed.
        var old = await verify.FindOldAsync(time.UtcNow() - settings.Value.Retention, cancellation);
        if (old.Verdict.Fault is not null)
            return new(0, old.Verdict);
        var pruned = old.First;
        for (var before = -1L; before < pruned && pruned < old.Size;)
        {
            before = pruned;
            pruned = await transactions.RunAloneAsync(
                (db, cancellation) => AnchorAsync(db, Math.Min(before + MostOfAnchor, old.Size), cancellation), cancellation);
        }

        // For verification the entries that an anchor covers are gone already, so a later pruning can finish
        // one that is interrupted here.
        var total = 0;
        for (var first = old.First; first < pruned; first += BatchSize)
        {
            var end = Math.Min(first + BatchSize, pruned);
            total += await transactions.RunAloneAsync((db, cancellation) => DeleteAsync(db, first, end, cancellation), cancellation);
        }

        return new(total, null);
    }

    /// <returns>How many entries the last anchor covers.</returns>
    private async Task<long> AnchorAsync(PortalDb db, long size, CancellationToken cancellation)
    {
        // Another pruning may have been first.
        if (await db.AuditAnchors.MaxAsync(a => (long?)a.Size, cancellation) is { } pruned && pruned >= size)
            return pruned;
        if (size == 0)
            return 0;
        var now = time.UtcNow();
        var root = await AuditTree.Of(db).ReadRootAsync(size, cancellation);
        db.AuditAnchors.Add(new(new(secret.LogId, size, Convert.ToHexStringLower(root)), now, secret.Key));
        db.Record(new AuditEvent(
            AuditAction.LogPruned,
            Environment: null,
            now,
            Client: AuditClient.CommandLine,
            Detail: size.ToString(CultureInfo.InvariantCulture),
            By: AuditParty.Operator));
        return size;
    }

    private static Task<int> DeleteAsync(PortalDb db, long first, long end, CancellationToken cancellation) => db.AuditEntries
        .Where(e => db.AuditLeaves.Where(l => l.Index >= first && l.Index < end).Select(l => l.EntryId).Contains(e.Id))
        .ExecuteDeleteAsync(cancellation);
}
