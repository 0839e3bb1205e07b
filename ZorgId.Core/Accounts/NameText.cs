using System.Globalization;
using System.Text;

namespace ZorgId.Core.Accounts;

/// <summary>Names and places as they are typed, pasted and stored.</summary>
public static class NameText
{
    /// <summary>
    /// The text as it is stored: without invisible signs, with single blanks and none at the ends, with
    /// every dash as a hyphen, and with composed letters (Unicode NFC).
    /// </summary>
    public static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        foreach (var sign in InvisibleSigns.Remove(text).Normalize(NormalizationForm.FormC))
            tidy.Append(Signs.IsDash(sign) ? '-' : sign);
        var words = tidy.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return TrimEnds(string.Join(' ', words));
    }

    /// <summary>How many characters a reader sees: an accent, or the second half of an emoji, does not count by itself.</summary>
    public static int CountSeen(string text) => new StringInfo(text).LengthInTextElements;

    /// <summary>
    /// The first sign that a name or place is never written with, or null. A sign that cannot be shown is named by its code.
    /// </summary>
    public static string? FindForeignSign(string text, bool isPlace)
    {
        var marks = 0;
        foreach (var rune in TrimEnds(InvisibleSigns.Remove(text)).Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            marks = ReadableText.IsMark(rune) ? marks + 1 : 0;
            if (marks > ReadableText.MostMarks || !IsGood(rune, isPlace))
                return HasPicture(rune) ? rune.ToString() : $"U+{rune.Value:X4}";
        }

        return null;
    }

    private static string TrimEnds(string text)
    {
        var seen = text.AsSpan();
        while (seen is [var first, ..] && IsBlank(first))
            seen = seen[1..];
        while (seen is [.., var last] && IsBlank(last))
            seen = seen[..^1];
        return seen.ToString();

        static bool IsBlank(char sign) => Signs.IsAround(sign) || char.IsWhiteSpace(sign);
    }

    private static bool IsGood(Rune rune, bool isPlace)
    {
        if (rune.Value is '.' or '\u00B7' or '\u30FB'
            || (rune.IsBmp && (Signs.IsApostrophe((char)rune.Value) || Signs.IsDash((char)rune.Value))))
        {
            return true;
        }

        if (isPlace && (Rune.IsDigit(rune) || rune.Value is '/' or '(' or ')' or ','))
            return true;
        return Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator
            || ReadableText.IsLatinLetter(rune)
            || ReadableText.IsLatinMark(rune);
    }

    private static bool HasPicture(Rune rune) =>
        rune != Rune.ReplacementChar
        && !ReadableText.IsMark(rune)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
