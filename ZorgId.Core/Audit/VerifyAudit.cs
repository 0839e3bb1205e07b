using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>Proves the log entry by entry, as it is at one moment; nobody who writes waits for it.</summary>
public sealed class VerifyAudit(PortalTransactions transactions, AuditSecret secret)
{
    // Five years of entries do not fit into memory, and a connection that is asked again when it is lost keeps all that it was asked for.
    private const int Batch = 1000;

    /// <param name="mark">A head that was kept elsewhere: the log must still hold it. Null: only what the database itself can tell.</param>
    public Task<AuditVerdict> ExecuteAsync(AuditMark? mark, CancellationToken cancellation) =>
        transactions.ReadAsync(db => VerifyAsync(db, mark, cancellation), cancellation);

    /// <summary>Proves the log of another database, which was written with this one's key, as its transaction sees it.</summary>
    public async Task<AuditVerdict> VerifyAsync(PortalDb db, AuditMark? mark, CancellationToken cancellation)
    {
        var key = secret.Key;
        var head = (await db.AuditHeads.AsNoTracking().SingleAsync(cancellation)).Mark;
        var anchors = await db.AuditAnchors.AsNoTracking().OrderBy(a => a.Sequence).ToListAsync(cancellation);
        var (start, hash) = anchors is [.., var last] ? (last.Sequence, last.Hash) : (0, new byte[AuditHead.HashLength]);
        if (anchors.Find(a => !a.IsGenuine(key)) is { } forged)
            return Broken(AuditFault.AnchorForged, forged.Sequence);

        AuditVerdict Broken(AuditFault fault, long at) => new(0, start + 1, head, fault, at);
        bool Contradicts(long sequence) => mark?.Sequence == sequence && mark.Hash != Convert.ToHexStringLower(hash);

        if (mark?.Sequence < start)
            return Broken(AuditFault.MarkPruned, mark.Sequence);
        if (Contradicts(start))
            return Broken(AuditFault.MarkDiffers, start);
        var sequence = start;
        await using var entries = ReadAsync(db, start, cancellation).GetAsyncEnumerator(cancellation);
        while (await NextAsync(entries) is { IsOver: false } next)
        {
            if (next.Entry?.Sequence > sequence + 1)
                return Broken(AuditFault.Missing, sequence + 1);
            sequence++;
            if (next.Entry is not { } entry || !CryptographicOperations.FixedTimeEquals(entry.Hash, entry.ComputeHash(key, hash)))
                return Broken(AuditFault.Changed, sequence);
            hash = entry.Hash;
            if (Contradicts(sequence))
                return Broken(AuditFault.MarkDiffers, sequence);
        }

        if (sequence < head.Sequence)
            return Broken(AuditFault.CutOff, sequence + 1);
        if (head != new AuditMark(sequence, Convert.ToHexStringLower(hash)))
            return Broken(AuditFault.HeadDiffers, Math.Min(sequence, head.Sequence + 1));
        return mark?.Sequence > sequence ? Broken(AuditFault.MarkDiffers, mark.Sequence) : new(sequence - start, start + 1, head);
    }

    private static async IAsyncEnumerable<AuditEntry> ReadAsync(PortalDb db, long start, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var count = Batch;
        while (count == Batch)
        {
            var after = start;
            count = 0;
            await foreach (var entry in db.AuditEntries.AsNoTracking().Where(e => e.Sequence > after).OrderBy(e => e.Sequence).Take(Batch).AsAsyncEnumerable().WithCancellation(cancellation))
            {
                (start, count) = (entry.Sequence, count + 1);
                yield return entry;
            }
        }
    }

    // A changed row may hold what cannot be read at all: then there is an entry, and it is not what was written.
    private static async Task<(AuditEntry? Entry, bool IsOver)> NextAsync(IAsyncEnumerator<AuditEntry> entries)
    {
        try
        {
            return await entries.MoveNextAsync() ? (entries.Current, false) : (null, true);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or InvalidCastException or ArgumentException)
        {
            return (null, false);
        }
    }
}
