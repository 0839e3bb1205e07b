using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ZorgId.Core.Audit.Tree;

/// <summary>What may stand in the lines of notes, checkpoints and proofs. Each value has one text only.</summary>
internal static class NoteFields
{
    /// <summary>Standard base64 (RFC 4648, section 4), with padding.</summary>
    public static bool TryDecodeBase64(string text, [NotNullWhen(true)] out byte[]? octets)
    {
        var buffer = new byte[text.Length];
        octets = Convert.TryFromBase64String(text, buffer, out var count) ? buffer[..count] : null;
        // The decoder forgives white space and stray low bits.
        return octets is not null && Convert.ToBase64String(octets) == text;
    }

    public static bool TryDecodeHash(string text, [NotNullWhen(true)] out byte[]? hash) =>
        TryDecodeBase64(text, out hash) && hash.Length == MerkleHash.Length;

    /// <summary>A decimal number from 0 to 2^63 - 1, without leading zeros.</summary>
    public static bool TryReadNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && Write(number) == text;

    public static string Write(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>One line that is not empty, without its newline: no ASCII control characters, no half surrogate pairs.</summary>
    public static bool IsLine(string text) => text.Length > 0 && HasNoControls(text) && !text.Contains('\n', StringComparison.Ordinal);

    /// <summary>Whole lines, which may be empty, with their newlines.</summary>
    public static bool IsText(string text) => text.EndsWith('\n') && HasNoControls(text);

    /// <summary>A key's name: not empty, no Unicode spaces, no plus.</summary>
    public static bool IsName(string text) => IsLine(text) && !text.Any(sign => char.IsWhiteSpace(sign) || sign == '+');

    // The encoder replaces half a surrogate pair, and another text than this one would be signed.
    private static bool HasNoControls(string text) =>
        !text.Any(sign => sign < ' ' && sign != '\n') && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;
}
