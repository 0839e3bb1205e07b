using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace ZorgId.Core.Audit.Tree;

/// <summary>
/// A text with signatures below it (<see href="https://c2sp.org/signed-note">C2SP signed-note</see>). The text must be ignored until
/// <see cref="IsSignedBy"/> has said yes.
/// </summary>
public sealed class SignedNote
{
    /// <summary>Octets of a whole note, at most. Post-quantum signatures of witnesses have nearly 5,000 octets each.</summary>
    public const int MaxLength = 256 * 1024;

    /// <summary>Octets of a text that is signed here, at most: enough is left for signatures of witnesses.</summary>
    public const int MaxTextLength = MaxLength / 2;

    /// <summary>Signatures of a note, at most; the specification asks for 16 at least.</summary>
    public const int MaxSignatures = 100;

    private SignedNote(string text, IReadOnlyList<NoteSignature> signatures) => (Text, Signatures) = (text, signatures);

    /// <summary>What is signed: lines, each with its newline.</summary>
    public string Text { get; }

    /// <summary>At least one. None of them has been checked.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Signs a text with an ECDSA key (signature type 2).</summary>
    /// <param name="text">Lines, each with its newline, without ASCII control characters (<see cref="MaxTextLength"/>).</param>
    /// <param name="keyName">The key's name, as its <see cref="NoteVerifier"/> has it.</param>
    /// <param name="key">A private key of P-256.</param>
    /// <exception cref="ArgumentException">The text or the name is not allowed, or the key is of another curve.</exception>
    public static SignedNote Sign(string text, string keyName, ECDsa key)
    {
        if (!NoteFields.IsText(text) || Encoding.UTF8.GetByteCount(text) > MaxTextLength)
            throw new ArgumentException("A note's text has whole lines, no control characters, and is not too long.", nameof(text));
        var verifier = new NoteVerifier(keyName, key);
        var signature = key.SignData(Encoding.UTF8.GetBytes(text), NoteVerifier.Hash, NoteVerifier.Format);
        return new(text, [new(verifier.Name, verifier.KeyId, signature)]);
    }

    /// <summary>Reads a note; <see langword="false"/> where it is malformed or too long.</summary>
    public static bool TryParse(ReadOnlySpan<byte> octets, [NotNullWhen(true)] out SignedNote? note)
    {
        note = null;
        if (octets.Length > MaxLength || !Utf8.IsValid(octets))
            return false;
        var all = Encoding.UTF8.GetString(octets);
        // The last empty line ends the text, which may have empty lines itself.
        var end = all.LastIndexOf("\n\n", StringComparison.Ordinal) + 1;
        if (end == 0 || !NoteFields.IsText(all))
            return false;

        var lines = all[(end + 1)..].Split('\n', MaxSignatures + 2);
        // Behind the last newline stands nothing, and that is no line.
        if (lines.Length is < 2 or > MaxSignatures + 1)
            return false;
        var signatures = new List<NoteSignature>(lines.Length - 1);
        foreach (var line in lines[..^1])
        {
            if (!NoteSignature.TryParse(line, out var signature))
                return false;
            signatures.Add(signature);
        }

        note = new(all[..end], signatures);
        return true;
    }

    /// <summary>
    /// Whether this key has signed the text. Signatures of other keys are ignored; one that is said to be of this key and is wrong
    /// makes it <see langword="false"/>, whatever others there are.
    /// </summary>
    public bool IsSignedBy(NoteVerifier verifier)
    {
        var own = Signatures.Where(s => s.KeyName == verifier.Name && s.KeyId == verifier.KeyId).ToList();
        var text = Encoding.UTF8.GetBytes(Text);
        return own.Count > 0 && own.TrueForAll(signature => verifier.Verify(text, signature.Signature.Span));
    }

    /// <summary>The whole note: in UTF-8 the same octets as those that were read.</summary>
    public override string ToString() => $"{Text}\n{string.Concat(Signatures.Select(signature => $"{signature}\n"))}";
}
