using System.Globalization;
using System.Text;

namespace ZorgId.Web.Platform;

/// <summary>
/// Text of anybody, for a line that a terminal or a log shows: what would end the line, or would command the terminal, is written out.
/// </summary>
public static class PlainText
{
    /// <param name="limit">Characters of the text that are kept; how many are left out is told.</param>
    public static string Escape(string text, int limit = int.MaxValue)
    {
        var end = Math.Min(text.Length, limit);
        if (end == text.Length && !text.Any(MustBeEscaped))
            return text;
        var plain = new StringBuilder();
        for (var i = 0; i < end; i++)
            Append(plain, text, i);
        return end == text.Length
            ? plain.ToString()
            : plain.Append(CultureInfo.InvariantCulture, $"… (and {text.Length - end} characters)").ToString();
    }

    private static void Append(StringBuilder plain, string text, int i)
    {
        var c = text[i];
        if (!MustBeEscaped(c) || IsOfPair(text, i))
            plain.Append(c);
        else if (c == '\n')
            plain.Append(@"\n");
        else if (c == '\t')
            plain.Append(@"\t");
        // Part of a line's end.
        else if (c != '\r' || i + 1 == text.Length || text[i + 1] != '\n')
            plain.Append(CultureInfo.InvariantCulture, $@"\u{(int)c:x4}");
    }

    // Control characters (C0, DEL and C1, ESC among them), ends of lines, signs that turn the direction of what follows or hide.
    private static bool MustBeEscaped(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;

    // Half of a whole character that is shown. Of those beyond 16 bits, only tags are hidden.
    private static bool IsOfPair(string text, int i)
    {
        var first = char.IsLowSurrogate(text[i]) ? i - 1 : i;
        return first >= 0 && first + 1 < text.Length && char.IsSurrogatePair(text[first], text[first + 1])
            && CharUnicodeInfo.GetUnicodeCategory(char.ConvertToUtf32(text[first], text[first + 1]))
                is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned
                    or UnicodeCategory.PrivateUse);
    }
}
