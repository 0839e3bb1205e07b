using System.Globalization;
using System.Text;

namespace ZorgId.Core.Phones;

/// <summary>What a phone calls itself, so that its owner and beheerders can recognise it.</summary>
public sealed record DeviceDescription(string Name, string Platform)
{
    /// <summary>UTF-16 units.</summary>
    public const int MaxLength = 64;

    /// <summary>Each part 1 to <see cref="MaxLength"/> units, readable, without control or bidi signs (PROTOCOL, decision).</summary>
    public bool IsAcceptable => IsAcceptablePart(Name) && IsAcceptablePart(Platform);

    private static bool IsAcceptablePart(string text) =>
        text.Length is >= 1 and <= MaxLength && text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar
            && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)) && ReadableText.IsReadable(text);
}
