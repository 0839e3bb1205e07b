using System.Text;
using ZorgId.Core.Audit.Tree;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>The published checkpoints as the database holds them: at most one an hour, so that all of them fit into memory.</summary>
internal sealed class PublishedCheckpoints
{
    private readonly Dictionary<long, ReadOnlyMemory<byte>> _roots = [];
    private NoteVerifier? _verifier;

    private PublishedCheckpoints()
    {
    }

    public static PublishedCheckpoints None { get; } = new();

    /// <summary>The size of the largest; 0 where there is none.</summary>
    public long Size { get; private set; }

    /// <summary>The size of the first that is not stored and signed as the program does it, or is of another log.</summary>
    public long? WrongSize { get; private set; }

    public static async Task<PublishedCheckpoints> ReadAsync(
        PortalDb db, AuditSigningKey signing, LogParts parts, CancellationToken cancellation)
    {
        var all = new PublishedCheckpoints();
        await LogQuery.ReadAsync(
            db,
            """SELECT "Size", "At", "Note" FROM "AuditCheckpoints" ORDER BY "Size" """,
            [],
            row => all.Add(row, signing, parts),
            cancellation);
        return all;
    }

    /// <returns>The root that a checkpoint tells for this size; null where none does.</returns>
    public byte[]? RootAt(long size) => _roots.TryGetValue(size, out var root) ? root.ToArray() : null;

    private bool Add(StoredRow row, AuditSigningKey signing, LogParts parts)
    {
        if (!row.TryRead(0, out long size) || row.ReadTime(1) is null || row.ReadText(2) is not { } text
            || !SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out var note) || !Checkpoint.TryParse(note.Text, out var checkpoint)
            || checkpoint.Size != size || !IsOfLog(checkpoint, parts) || !note.IsSignedBy(VerifierOf(checkpoint.Origin, signing)))
        {
            WrongSize = size;
            return false;
        }

        (_roots[size], Size) = (checkpoint.Root, size);
        return true;
    }

    private static bool IsOfLog(Checkpoint checkpoint, LogParts parts) =>
        AuditSigningKey.TryReadLogId(checkpoint.Origin, out var logId)
        && parts.FindFault(new AuditMark(logId, checkpoint.Size, Convert.ToHexStringLower(checkpoint.Root.Span))) is null;

    // Nearly all of them have the same.
    private NoteVerifier VerifierOf(string origin, AuditSigningKey signing) =>
        _verifier?.Name == origin ? _verifier : _verifier = signing.VerifierOf(origin);
}
