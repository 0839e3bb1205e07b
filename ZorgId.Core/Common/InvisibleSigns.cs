using System.Globalization;
using System.Text;

namespace ZorgId.Core.Common;

/// <summary>
/// Signs that nobody sees and that pasted text often brings: soft hyphens, blanks of no width, byte order marks, direction marks.
/// </summary>
internal static class InvisibleSigns
{
    /// <summary>
    /// The text without them. Signs that turn the order of letters around stay, because without them the text would read otherwise.
    /// </summary>
    public static string Remove(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsInvisible(rune) || Signs.ChangesOrder(rune))
                kept.Append(rune.ToString());
        }

        return kept.ToString();
    }

    /// <summary>Format signs, and signs that Unicode lets a program leave undrawn though they count as letters or marks.</summary>
    public static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x2800 or 0x3164
            or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);
}
