using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit.Tree;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>
/// One pass through the log by its leaves, in the caller's transaction: each entry against its MAC and its leaf, the tree against its
/// stored subtrees, the anchors, the published checkpoints, and a head that was kept elsewhere. Its memory does not grow with the entries.
/// </summary>
/// <param name="key">The log's key.</param>
/// <param name="signing">The key of its checkpoints.</param>
/// <param name="mark">A head that the log must still hold; null where there is none.</param>
/// <param name="proven">Is told the index of each entry that was verified, and the row that it was read from.</param>
internal sealed class LogScan(
    PortalDb db, byte[] key, AuditSigningKey signing, AuditMark? mark, Action<long, StoredRow>? proven)
{
    /// <summary>The leaves that one query reads; as many subtrees of a level as the tree stores are whole in it.</summary>
    private const int Batch = 1 << 16;

    /// <summary>Where the columns of the entry begin in <see cref="Rows"/>.</summary>
    public const int Entry = 3;

    private const string Rows =
        $"""
        SELECT l."Index", l."Hash", l."Mac", {StoredEntry.Columns}
        FROM "AuditLeaves" l LEFT JOIN "AuditEntries" e ON e."Id" = l."EntryId"
        WHERE l."Index" >= @0 ORDER BY l."Index" LIMIT @1
        """;

    private readonly MerkleFrontier _tree = new();
    private readonly List<Subtree> _completed = [];
    private readonly byte[] _leaf = new byte[AuditEntry.HashLength];
    private readonly byte[] _leafMac = new byte[AuditEntry.HashLength];
    private readonly byte[] _own = new byte[AuditEntry.HashLength];
    private readonly byte[] _mac = new byte[AuditEntry.HashLength];
    private LogParts _parts = LogParts.None;
    private PublishedCheckpoints _published = PublishedCheckpoints.None;
    private EntryText _text = new(Guid.Empty);
    private LeafMac _place = new(Guid.Empty);
    private AuditMark? _told;
    private AuditVerdict? _broken;

    // Where the mark is of a part that a restore has replaced: the entry that must tell of it, and whether it does.
    private long? _replacedAt;
    private bool _isReplaced;
    private long _entries;

    public async Task<AuditVerdict> RunAsync(CancellationToken cancellation)
    {
        _parts = await LogParts.ReadAsync(db, key, cancellation);
        _told = await TellHeadAsync(cancellation);
        if (_parts.Fault is { } fault)
            return Broken(fault, _parts.BrokenAt);
        _published = await PublishedCheckpoints.ReadAsync(db, signing, _parts, cancellation);
        if (_published.WrongSize is { } wrong)
            return Broken(AuditFault.CheckpointDiffers, Math.Max(0, wrong - 1));
        if (mark is not null && _parts.FindFault(mark) is var (markFault, at))
        {
            if (markFault != AuditFault.MarkReplaced)
                return Broken(markFault, at);
            _replacedAt = at;
        }

        CheckRoot();
        long before;
        do
        {
            before = _tree.Size;
            await LogQuery.ReadAsync(db, Rows, [before, Batch], Check, cancellation);
            if (_broken is null)
                await CheckSubtreesAsync(cancellation);
        }
        while (_broken is null && _tree.Size == before + Batch);

        return _broken ?? await EndAsync(cancellation);
    }

    private async Task<AuditVerdict> EndAsync(CancellationToken cancellation)
    {
        var size = _tree.Size;
        if (size < _parts.Size)
            return Broken(AuditFault.CutOff, size);
        if (size > _parts.Size)
            return Broken(AuditFault.HeadDiffers, _parts.Size);
        if (_replacedAt is { } replaced)
            return Broken(_isReplaced ? AuditFault.MarkReplaced : AuditFault.MarkDiffers, _isReplaced ? replaced : mark!.Size - 1);
        if (mark?.Size > size)
            return Broken(AuditFault.MarkDiffers, mark.Size - 1);
        if (_parts.Pruned > size)
            return Broken(AuditFault.AnchorForged, _parts.Pruned);
        if (_published.Size > size)
            return Broken(AuditFault.CheckpointDiffers, _published.Size - 1);
        if (await StoredSubtrees.CountAsync(db, cancellation) != StoredSubtrees.CountOf(size))
            return Broken(AuditFault.HeadDiffers, size);
        // Every other entry must be one that waits for its leaf.
        var pending = await db.AuditPending.LongCountAsync(
            p => db.AuditEntries.Any(e => e.Id == p.EntryId) && !db.AuditLeaves.Any(l => l.EntryId == p.EntryId), cancellation);
        if (_parts.LogIndex > size || (_parts.LogIndex == size && size > 0 && pending == 0))
            return Broken(AuditFault.HeadDiffers, size);
        if (await db.AuditEntries.LongCountAsync(cancellation) != _entries + pending)
            return Broken(AuditFault.Unsealed, size);
        return new(size - _parts.Pruned, _parts.Pruned, Head());
    }

    private bool Check(StoredRow row)
    {
        var index = _tree.Size;
        if (!row.TryRead(0, out long stored) || stored != index)
            return Break(stored > index ? AuditFault.Missing : AuditFault.Changed, Math.Min(stored, index));
        if (_parts.Begins(index) is { } log)
            (_text, _place) = (new(log), new(log));
        if (!row.TryRead(1, _leaf) || !row.TryRead(2, _leafMac) || !_place.Has(index, _leaf, key, _leafMac))
            return Break(AuditFault.Changed, index);
        if (!row.IsMissing(Entry))
        {
            if (!IsGenuine(row))
                return Break(AuditFault.Changed, index);
            _entries++;
            _isReplaced |= index == _replacedAt && TellsOfReplacement(row);
            proven?.Invoke(index, row);
        }
        else if (index >= _parts.Pruned)
        {
            return Break(AuditFault.Missing, index);
        }

        _tree.Append(_leaf, _completed);
        return CheckRoot();
    }

    private bool TellsOfReplacement(StoredRow row) =>
        StoredEntry.ReadAction(row, Entry) is nameof(AuditAction.DatabaseRestored) or nameof(AuditAction.DatabaseMoved)
        && (StoredEntry.ReadDetail(row, Entry) is not { } detail
            || !AuditMark.TryParse(detail.Split(' ')[0], out var told)
            || (told.LogId == mark!.LogId && told.Size >= mark.Size));

    private bool IsGenuine(StoredRow row)
    {
        if (!StoredEntry.TryRead(row, Entry, _text, _mac) || !_text.HasMac(key, _mac))
            return false;
        _text.HashLeaf(_mac, _own);
        return _own.AsSpan().SequenceEqual(_leaf);
    }

    // The tree as it is now against an anchor, a published checkpoint, and the head that was kept elsewhere.
    private bool CheckRoot()
    {
        if (_parts.RootAt(_tree.Size) is { } root && !_tree.Root().AsSpan().SequenceEqual(root))
            return Break(AuditFault.Changed, _tree.Size - 1);
        if (_published.RootAt(_tree.Size) is { } published && !_tree.Root().AsSpan().SequenceEqual(published))
            return Break(AuditFault.CheckpointDiffers, _tree.Size - 1);
        if (_replacedAt is null && mark?.Size == _tree.Size && mark.Root != Convert.ToHexStringLower(_tree.Root()))
            return Break(AuditFault.MarkDiffers, Math.Max(0, mark.Size - 1));
        return true;
    }

    private async Task CheckSubtreesAsync(CancellationToken cancellation)
    {
        if (await StoredSubtrees.FindWrongAsync(db, _completed, cancellation) is { } leaf)
            Break(AuditFault.Changed, leaf);
        _completed.Clear();
    }

    private AuditMark Head() => new(_parts.LogId, _tree.Size, Convert.ToHexStringLower(_tree.Root()));

    private bool Break(AuditFault fault, long at)
    {
        _broken ??= Broken(fault, at);
        return false;
    }

    private AuditVerdict Broken(AuditFault fault, long at) => new(0, _parts.Pruned, _told ?? Head(), fault, at);

    // As the database tells it; null where too much of the tree is gone.
    private async Task<AuditMark?> TellHeadAsync(CancellationToken cancellation)
    {
        try
        {
            var root = await AuditTree.Of(db).ReadRootAsync(_parts.Size, cancellation);
            return new(_parts.LogId, _parts.Size, Convert.ToHexStringLower(root));
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidCastException or ArgumentException)
        {
            return null;
        }
    }
}
