using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>What a log is besides its entries and its tree: its end, its ids, and its anchors.</summary>
internal sealed class LogParts
{
    private readonly List<(long Index, Guid LogId)> _logs = [];
    private readonly Dictionary<long, byte[]> _roots = [];

    private LogParts()
    {
    }

    public static LogParts None { get; } = new();

    /// <summary>How many entries the log says that it has.</summary>
    public long Size { get; private set; }

    /// <summary>How many entries were pruned, from the first on.</summary>
    public long Pruned { get; private set; }

    /// <summary>The id under which the log is written now.</summary>
    public Guid LogId => _logs is [.., var last] ? last.LogId : Guid.Empty;

    /// <summary>From which entry on that is.</summary>
    public long LogIndex => _logs is [.., var last] ? last.Index : 0;

    /// <summary>Null where nothing is wrong with these parts.</summary>
    public AuditFault? Fault { get; private set; }

    public long BrokenAt { get; private set; }

    /// <summary>Reads the parts, and checks that each is stored and signed as the program does it.</summary>
    public static async Task<LogParts> ReadAsync(PortalDb db, byte[] key, CancellationToken cancellation)
    {
        var parts = new LogParts();
        var heads = 0;
        await LogQuery.ReadAsync(
            db,
            """SELECT "Size" FROM "AuditHeads" """,
            [],
            row =>
            {
                heads++;
                if (!row.TryRead(0, out long size) || heads > 1)
                    return parts.Break(AuditFault.HeadDiffers, 0);
                parts.Size = size;
                return true;
            },
            cancellation);
        if (heads == 0)
            parts.Break(AuditFault.HeadDiffers, 0);
        await LogQuery.ReadAsync(
            db, """SELECT "Index", "LogId" FROM "AuditLogs" ORDER BY "Index", "LogId" """, [], row => parts.AddLog(row), cancellation);
        await LogQuery.ReadAsync(
            db,
            """SELECT "Size", "LogId", "Root", "At", "Signature" FROM "AuditAnchors" ORDER BY "Size" """,
            [],
            row => parts.AddAnchor(row, key),
            cancellation);
        return parts;
    }

    /// <returns>The id of the log from this entry on, where it begins with it.</returns>
    public Guid? Begins(long index) => _logs.FindLastIndex(l => l.Index == index) is var found and >= 0 ? _logs[found].LogId : null;

    /// <returns>The root that an anchor tells for this size; null where none does.</returns>
    public byte[]? RootAt(long size) => _roots.GetValueOrDefault(size);

    /// <returns>Why a head cannot be one of this log; null where its root must be compared.</returns>
    public (AuditFault Fault, long At)? FindFault(AuditMark mark)
    {
        var log = _logs.FindIndex(l => l.LogId == mark.LogId);
        if (log < 0 || mark.Size < _logs[log].Index)
            return (AuditFault.MarkDiffers, Math.Max(0, mark.Size - 1));
        return log + 1 < _logs.Count && mark.Size > _logs[log + 1].Index ? (AuditFault.MarkReplaced, _logs[log + 1].Index) : null;
    }

    private bool AddLog(StoredRow row)
    {
        if (!row.TryRead(0, out long index) || (_logs.Count == 0 && index != 0) || !row.TryRead(1, out Guid id))
            return Break(AuditFault.HeadDiffers, index);
        _logs.Add((index, id));
        return true;
    }

    private bool AddAnchor(StoredRow row, byte[] key)
    {
        var text = new CanonicalText("zorgid-audit-anchor-v1");
        var (root, signature) = (new byte[AuditEntry.HashLength], new byte[AuditEntry.HashLength]);
        if (!row.TryRead(0, out long size) || !row.TryAddId(1, text) || !row.TryRead(2, root)
            || !row.TryAddTime(3, text.Add(size).Add(root.AsSpan())) || !row.TryRead(4, signature)
            || !signature.AsSpan().SequenceEqual(text.Hash(key)))
        {
            return Break(AuditFault.AnchorForged, size);
        }

        (_roots[size], Pruned) = (root, size);
        return true;
    }

    private bool Break(AuditFault fault, long at)
    {
        if (Fault is null)
            (Fault, BrokenAt) = (fault, at);
        return false;
    }
}
