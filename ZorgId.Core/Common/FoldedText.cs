using System.Globalization;
using System.Text;

namespace ZorgId.Core.Common;

/// <summary>
/// Text in the form in which it is compared: small letters without accents and invisible signs, and single spaces for all other signs.
/// </summary>
public static class FoldedText
{
    // Unicode does not decompose these letters; they are written as people type them who do not have the key.
    private static readonly Dictionary<char, string> Whole = new()
    {
        ['ø'] = "o",
        ['ł'] = "l",
        ['đ'] = "d",
        ['ð'] = "d",
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['þ'] = "th",
        ['ı'] = "i",
        ['ħ'] = "h",
    };

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        // The text is taken rune by rune, because half a surrogate pair, such as where a text was cut, cannot be normalized.
        var whole = string.Concat(text.EnumerateRunes().Where(rune => !InvisibleSigns.IsInvisible(rune)));
        foreach (var letter in whole.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark)
                continue;
            if (Whole.TryGetValue(letter, out var plain))
                folded.Append(plain);
            else if ((char.IsLetterOrDigit(letter) && !Signs.IsApostrophe(letter)) || char.IsSurrogate(letter))
                folded.Append(letter);
            else if (folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }

        return folded.ToString().TrimEnd();
    }
}
