using System.Globalization;
using System.Text;

namespace ZorgId.Core.Common;

/// <summary>Signs that stand for one another in what people type, and that documents and keyboards write in many ways.</summary>
internal static class Signs
{
    /// <summary>
    /// Signs that are typed or printed as an apostrophe: the keyboard's and printed ones, accents without a letter, and
    /// the okina and its kin, which Unicode counts as letters.
    /// </summary>
    public static bool IsApostrophe(char sign) =>
        sign is '\'' or '`' or '\u00B4' or '\u2018' or '\u2019' or '\u201A' or '\u201B' or '\u2032' or '\u2035' or '\uFF07'
            or '\u055A' or '\u05F3' or '\uA78B' or '\uA78C' or (>= '\u02B9' and <= '\u02BF')
            or '\u02C8' or '\u02CA' or '\u02CB' or '\u07F4' or '\u07F5';

    /// <summary>Hyphens and dashes of all kinds, and the minus.</summary>
    public static bool IsDash(char sign) => char.GetUnicodeCategory(sign) == UnicodeCategory.DashPunctuation || sign == '\u2212';

    /// <summary>Embeddings and isolates. Around a whole text they change nothing.</summary>
    public static bool IsAround(char sign) => sign is '\u202A' or '\u202B' or '\u202C' or (>= '\u2066' and <= '\u2069');

    /// <summary>Signs that turn the order of letters around: those that may stand around a text, and overrides.</summary>
    public static bool ChangesOrder(Rune rune) => rune.IsBmp && (IsAround((char)rune.Value) || rune.Value is 0x202D or 0x202E);
}
