using System.Globalization;
using System.Text;

namespace ZorgId.Web.Platform;

/// <summary>
/// Escapes text of unknown origin for one line on a terminal or in a log: characters that would end the line or control the terminal
/// are written out.
/// </summary>
public static class PlainText
{
    /// <param name="limit">How many characters of the text are kept. How many were left out is added.</param>
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
        // A carriage return before a line feed is part of the same line break.
        else if (c != '\r' || i + 1 == text.Length || text[i + 1] != '\n')
            plain.Append(CultureInfo.InvariantCulture, $@"\u{(int)c:x4}");
    }

    // These are control characters (C0, DEL and C1, with ESC among them), line breaks, and characters that change the direction of what
    // follows or are invisible.
    private static bool MustBeEscaped(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;

    // This is half of a surrogate pair. A pair is shown, unless its character is invisible too.
    private static bool IsOfPair(string text, int i)
    {
        var first = char.IsLowSurrogate(text[i]) ? i - 1 : i;
        return first >= 0 && first + 1 < text.Length && char.IsSurrogatePair(text[first], text[first + 1])
            && CharUnicodeInfo.GetUnicodeCategory(char.ConvertToUtf32(text[first], text[first + 1]))
                is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned
                    or UnicodeCategory.PrivateUse);
    }
}
