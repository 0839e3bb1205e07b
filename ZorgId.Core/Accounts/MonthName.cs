using System.Globalization;

namespace ZorgId.Core.Accounts;

/// <summary>A month's name as people type it and as documents of the countries around print it, in full or cut short.</summary>
internal static class MonthName
{
    private const int ShortestName = 3;

    private static readonly string[] Languages = ["nl", "en", "fr", "de", "es", "it", "pt"];

    // German passports print this abbreviation, which is not the beginning of any name.
    private static readonly (string Name, int Month) Marz = ("mrz", 3);

    private static readonly List<(string Name, int Month)> Names = [.. Languages.SelectMany(NamesIn).Append(Marz).Distinct()];

    /// <summary>The month, 1 to 12; 0 where the text is no month's name, or could be that of two months (<c>jui</c>).</summary>
    /// <param name="folded">By <see cref="FoldedText"/>.</param>
    public static int Find(string folded)
    {
        if (folded.Length < ShortestName)
            return 0;
        var months = Names.Where(n => n.Name.StartsWith(folded, StringComparison.Ordinal)).Select(n => n.Month).Distinct().ToList();
        return months is [var only] ? only : 0;
    }

    private static IEnumerable<(string Name, int Month)> NamesIn(string language)
    {
        var format = CultureInfo.GetCultureInfo(language).DateTimeFormat;
        for (var month = 1; month <= 12; month++)
        {
            yield return (FoldedText.Fold(format.GetMonthName(month)), month);
            yield return (FoldedText.Fold(format.GetAbbreviatedMonthName(month)), month);
        }
    }
}
