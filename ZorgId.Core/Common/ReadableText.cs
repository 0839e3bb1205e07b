using System.Globalization;
using System.Text;

namespace ZorgId.Core.Common;

/// <summary>
/// Checks that people can see what they read (names of people, and what a phone calls itself) and do not mistake it for something
/// else. A letter of another script may look like one of ours, and a letter with sixty accents hides the text above it.
/// </summary>
internal static class ReadableText
{
    /// <summary>
    /// How many marks a letter may have that Unicode cannot compose with it. Vietnamese and African languages need two.
    /// </summary>
    public const int MostMarks = 2;

    // Unicode keeps these letters of Azerbaijani and African names in Latin script among those for phonetics.
    private const string LatinAmongPhonetic =
        "\u0253\u0254\u0256\u0257\u0259\u025B\u0260\u0263\u0268\u0269\u026F\u0272\u0275\u0283\u0288\u0289\u028A\u028B\u0292";

    /// <summary>Whether the text has something to read, and nothing that hides or is not drawn.</summary>
    public static bool IsReadable(string text)
    {
        var (marks, hasLetter) = (0, false);
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            marks = IsMark(rune) ? marks + 1 : 0;
            if (marks > MostMarks || InvisibleSigns.IsInvisible(rune))
                return false;
            hasLetter |= Rune.IsLetterOrDigit(rune);
        }

        return hasLetter;
    }

    public static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>
    /// Whether this is a letter of the Latin script (Unicode's blocks Basic Latin to Latin Extended-B, and Additional). The letters
    /// of Extended-C to -E are left out, because they are for phonetics and old scripts, and some look like others of ours.
    /// </summary>
    public static bool IsLatinLetter(Rune rune) => Rune.IsLetter(rune) && rune.Value switch
    {
        // The letters for clicks are left out, because they look like bars and exclamation marks.
        >= 0x01C0 and <= 0x01C3 => false,
        <= 0x024F or (>= 0x1E00 and <= 0x1EFF) => true,
        _ => rune.IsBmp && LatinAmongPhonetic.Contains((char)rune.Value, StringComparison.Ordinal),
    };

    /// <summary>Whether this is an accent of the kind that Latin letters carry.</summary>
    public static bool IsLatinMark(Rune rune) => rune.Value is >= 0x0300 and <= 0x036F;
}
