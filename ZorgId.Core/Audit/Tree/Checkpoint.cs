using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ZorgId.Core.Audit.Tree;

/// <summary>
/// The head of a log: its size and root, under the log's name (<see href="https://c2sp.org/tlog-checkpoint">C2SP tlog-checkpoint</see>).
/// </summary>
public sealed class Checkpoint
{
    /// <param name="origin">The log's name: one line that is not empty.</param>
    /// <param name="size">How many leaves the log has.</param>
    /// <param name="root">32 octets.</param>
    /// <param name="extensions">Further lines, none of them empty. The specification advises against them.</param>
    /// <exception cref="ArgumentException">One of them is not so.</exception>
    public Checkpoint(string origin, long size, ReadOnlyMemory<byte> root, params IReadOnlyList<string> extensions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        MerkleHash.Require(root.Span, nameof(root));
        if (!NoteFields.IsLine(origin))
            throw new ArgumentException("A log's name is one line that is not empty.", nameof(origin));
        if (!extensions.All(NoteFields.IsLine))
            throw new ArgumentException("An extension is one line that is not empty.", nameof(extensions));
        (Origin, Size, Root, Extensions) = (origin, size, root, extensions);
    }

    /// <summary>The log's name.</summary>
    public string Origin { get; }

    /// <summary>How many leaves the log has.</summary>
    public long Size { get; }

    /// <summary>The root of the tree at this size: 32 octets.</summary>
    public ReadOnlyMemory<byte> Root { get; }

    /// <summary>Lines with a meaning of the log's own; mostly none.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>Reads the text of a note; <see langword="false"/> where it is no checkpoint, or of 2^63 leaves or more.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        // Behind the last newline stands nothing.
        if (text.Split('\n') is not [var origin, var size, var root, .. var extensions, ""]
            || !NoteFields.IsLine(origin) || !NoteFields.TryReadNumber(size, out var leaves)
            || !NoteFields.TryDecodeHash(root, out var hash) || !extensions.All(NoteFields.IsLine))
        {
            return false;
        }

        checkpoint = new(origin, leaves, hash, extensions);
        return true;
    }

    /// <summary>Signs it with a key that bears the log's name, as the specification recommends.</summary>
    /// <param name="key">A private key of P-256.</param>
    /// <exception cref="ArgumentException">The name has a space or a plus, or the key is of another curve.</exception>
    public SignedNote Sign(ECDsa key) => SignedNote.Sign(ToString(), Origin, key);

    /// <summary>The text of its note.</summary>
    public override string ToString()
    {
        string[] lines = [Origin, NoteFields.Write(Size), Convert.ToBase64String(Root.Span), .. Extensions];
        return string.Concat(lines.Select(line => $"{line}\n"));
    }
}
