using System.Globalization;

namespace ZorgId.Core.Audit;

/// <summary>
/// Names one entry, and with it all entries before, in a line that can be kept elsewhere. A log that no
/// longer holds that entry, or holds another one in its place, is not the log that the mark was taken from.
/// </summary>
/// <param name="Sequence">Of the entry; 0 for an empty log.</param>
/// <param name="Hash">Of the entry: 64 hexadecimal digits in lower case.</param>
public sealed record AuditMark(long Sequence, string Hash)
{
    public static bool TryParse(string text, out AuditMark mark)
    {
        var parts = text.Split(':');
        mark = new(0, "");
        if (parts is not [var sequence, { Length: 2 * AuditHead.HashLength } hash] || !hash.All(char.IsAsciiHexDigit)
            || !long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        mark = new(number, hash.ToLowerInvariant());
        return true;
    }

    /// <summary>As <c>1234:9f86…</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Hash}");
}
