using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>Verifies the log entry by entry, as it is at one moment. Writers do not wait for it.</summary>
public sealed class VerifyAudit(PortalTransactions transactions, AuditSecret secret)
{
    // Five years of entries do not fit into memory, and a connection that retries keeps all rows that it asked for.
    private const int Batch = 1000;

    // Clocks that were never set start at 1970, 1980 or 2000.
    private static readonly DateTime UnsetClock = new(2010, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <param name="mark">
    /// A head that was kept elsewhere, which the log must still hold. With null, only what the database itself can tell is checked.
    /// </param>
    public Task<AuditVerdict> ExecuteAsync(AuditMark? mark, CancellationToken cancellation) =>
        transactions.ReadAsync(db => VerifyAsync(db, mark, cancellation), cancellation);

    /// <summary>
    /// Verifies the log of another database that was written with this one's key, as that database's transaction sees it.
    /// </summary>
    public Task<AuditVerdict> VerifyAsync(PortalDb db, AuditMark? mark, CancellationToken cancellation) =>
        VerifyAsync(db, mark, _ => { }, cancellation);

    /// <summary>Verifies the log, and finds by the verified entries where its old part ends.</summary>
    /// <param name="until">Entries that were written later are young.</param>
    /// <returns>The verdict, and the last entry before the first young one; null where there is none.</returns>
    internal Task<(AuditVerdict Verdict, AuditEntry? LastOld)> FindOldAsync(
        DateTime until, CancellationToken cancellation) => transactions.ReadAsync(
        async db =>
        {
            var (last, isYoung) = ((AuditEntry?)null, false);
            var verdict = await VerifyAsync(db, mark: null, Look, cancellation);
            return (verdict, last);

            void Look(AuditEntry entry)
            {
                isYoung |= entry.At > until;
                // An unset clock does not tell how old an entry is, so such an entry is old only where a later one with a real time is.
                last = isYoung || entry.At < UnsetClock ? last : entry;
            }
        },
        cancellation);

    /// <param name="proven">Is called for each entry, in order, once it is verified.</param>
    private async Task<AuditVerdict> VerifyAsync(PortalDb db, AuditMark? mark, Action<AuditEntry> proven, CancellationToken cancellation)
    {
        var key = secret.Key;
        if (await FindHeadAsync(db, cancellation) is not { } head)
            return new(0, 1, new(0, Convert.ToHexStringLower(new byte[AuditHead.HashLength])), AuditFault.HeadDiffers, 1);
        if (await FindAnchorsAsync(db, cancellation) is not { } anchors)
            return new(0, 1, head, AuditFault.AnchorForged, 1);
        var (start, hash) = anchors is [.., var last] ? (last.Sequence, last.Hash) : (0, new byte[AuditHead.HashLength]);
        if ((anchors.Find(a => !a.IsGenuine(key)) ?? await StoredForm.FindOddAsync(db, anchors, cancellation)) is { } forged)
            return Broken(AuditFault.AnchorForged, forged.Sequence);
        if (await db.AuditEntries.Where(e => e.Sequence < 1).MinAsync(e => (long?)e.Sequence, cancellation) is { } before)
            return Broken(AuditFault.Changed, before);

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
            proven(entry);
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

    // It returns null where there are several heads, or where the head is not stored as this program stores it.
    private static async Task<AuditMark?> FindHeadAsync(PortalDb db, CancellationToken cancellation)
    {
        try
        {
            return await db.AuditHeads.AsNoTracking().Take(2).ToListAsync(cancellation) is [var head]
                && await StoredForm.IsKeptAsync(db, head, cancellation)
                    ? head.Mark
                    : null;
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return null;
        }
    }

    // It returns null where an anchor cannot be read.
    private static async Task<List<AuditAnchor>?> FindAnchorsAsync(PortalDb db, CancellationToken cancellation)
    {
        try
        {
            return await db.AuditAnchors.AsNoTracking().OrderBy(a => a.Sequence).ToListAsync(cancellation);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return null;
        }
    }

    // An entry that is not stored as this program stores it comes as null.
    private static async IAsyncEnumerable<AuditEntry?> ReadAsync(
        PortalDb db, long start, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var count = Batch;
        while (count == Batch)
        {
            var after = start;
            count = 0;
            var stored = await StoredForm.ReadEntriesAsync(db, after, Batch, cancellation);
            var batch = db.AuditEntries.AsNoTracking().Where(e => e.Sequence > after).OrderBy(e => e.Sequence).Take(Batch);
            await foreach (var entry in batch.AsAsyncEnumerable().WithCancellation(cancellation))
            {
                (start, count) = (entry.Sequence, count + 1);
                yield return stored.GetValueOrDefault(entry.Sequence) == StoredForm.Of(db, entry) ? entry : null;
            }
        }
    }

    // A changed row may hold values that cannot be read at all; it counts as an entry that is not what was written.
    private static async Task<(AuditEntry? Entry, bool IsOver)> NextAsync(IAsyncEnumerator<AuditEntry?> entries)
    {
        try
        {
            return await entries.MoveNextAsync() ? (entries.Current, false) : (null, true);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return (null, false);
        }
    }

    private static bool IsUnreadable(Exception exception) =>
        exception is FormatException or InvalidOperationException or InvalidCastException or ArgumentException;
}
