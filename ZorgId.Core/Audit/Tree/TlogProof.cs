using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ZorgId.Core.Audit.Tree;

/// <summary>
/// What proves without the database that a leaf stands in a log (<see href="https://c2sp.org/tlog-proof">C2SP tlog-proof</see>): its
/// place, the hashes up to the root, and the signed head of the log.
/// </summary>
/// <param name="index">The leaf's number: 0 for the first.</param>
/// <param name="hashes">From the leaf's sibling up to the root's child, 32 octets each; at most 63.</param>
/// <param name="checkpoint">The log's head.</param>
/// <param name="extra">What else the reader may want to know; nobody has signed it. <see langword="null"/> for none.</param>
public sealed class TlogProof(long index, IReadOnlyList<byte[]> hashes, SignedNote checkpoint, byte[]? extra = null)
{
    /// <summary>Octets of the extra data, at most.</summary>
    public const int MaxExtraLength = 64 * 1024;

    /// <summary>Octets of a whole proof, at most.</summary>
    public const int MaxLength = SignedNote.MaxLength + (2 * MaxExtraLength);

    // A tree of 2^63 - 1 leaves has 63 levels.
    private const int MaxHashes = 63;

    private const string Header = "c2sp.org/tlog-proof@v1";
    private const string ExtraStart = "extra ";
    private const string IndexStart = "index ";

    /// <summary>The leaf's number: 0 for the first.</summary>
    public long Index { get; } = index;

    /// <summary>From the leaf's sibling up to the root's child.</summary>
    public IReadOnlyList<byte[]> Hashes { get; } = hashes;

    /// <summary>The log's head, whose signature has not been checked.</summary>
    public SignedNote SignedCheckpoint { get; } = checkpoint;

    /// <summary>What nobody has signed; <see langword="null"/> for none.</summary>
    public byte[]? Extra { get; } = extra;

    /// <summary>
    /// Reads a proof; <see langword="false"/> where it is malformed or too long. Whether it proves anything, <see cref="Check"/> says.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> octets, [NotNullWhen(true)] out TlogProof? proof)
    {
        proof = null;
        var end = octets.Length > MaxLength ? -1 : octets.IndexOf("\n\n"u8);
        if (end < 0 || !Ascii.IsValid(octets[..end]) || !SignedNote.TryParse(octets[(end + 2)..], out var checkpoint))
            return false;

        if (Encoding.ASCII.GetString(octets[..end]).Split('\n') is not [Header, .. var lines])
            return false;
        byte[]? extra = null;
        if (lines is [var first, .. var others] && first.StartsWith(ExtraStart, StringComparison.Ordinal))
        {
            if (!NoteFields.TryDecodeBase64(first[ExtraStart.Length..], out extra) || extra.Length > MaxExtraLength)
                return false;
            lines = others;
        }

        if (lines is not [var place, .. var path] || path.Length > MaxHashes || !place.StartsWith(IndexStart, StringComparison.Ordinal)
            || !NoteFields.TryReadNumber(place[IndexStart.Length..], out var index))
        {
            return false;
        }

        var hashes = new List<byte[]>(path.Length);
        foreach (var line in path)
        {
            if (!NoteFields.TryDecodeHash(line, out var hash))
                return false;
            hashes.Add(hash);
        }

        proof = new(index, hashes, checkpoint, extra);
        return true;
    }

    /// <summary>What this proves of a leaf, to somebody who trusts the log's key and nothing else.</summary>
    /// <param name="leafData">The whole content of the leaf.</param>
    /// <param name="verifier">The log's key.</param>
    /// <param name="origin">The log's name, where it is not that of the key.</param>
    public TlogProofVerdict Check(ReadOnlySpan<byte> leafData, NoteVerifier verifier, string? origin = null)
    {
        if (!SignedCheckpoint.IsSignedBy(verifier))
            return TlogProofVerdict.NotSigned;
        if (!Checkpoint.TryParse(SignedCheckpoint.Text, out var head) || head.Origin != (origin ?? verifier.Name))
            return TlogProofVerdict.OtherLog;
        return new InclusionProof(Index, head.Size, Hashes).Verify(MerkleHash.Leaf(leafData), head.Root.Span)
            ? TlogProofVerdict.Included
            : TlogProofVerdict.NotIncluded;
    }

    /// <summary>The proof as a file has it, in UTF-8.</summary>
    public override string ToString()
    {
        var extraLine = Extra is null ? "" : $"{ExtraStart}{Convert.ToBase64String(Extra)}\n";
        var path = string.Concat(Hashes.Select(hash => $"{Convert.ToBase64String(hash)}\n"));
        return $"{Header}\n{extraLine}{IndexStart}{NoteFields.Write(Index)}\n{path}\n{SignedCheckpoint}";
    }
}
