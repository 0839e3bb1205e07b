using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ZorgId.Core.Accounts;

/// <summary>
/// Reads a date of birth in the ways that people type it and documents print it, day first or year first.
/// A day or month that the WID does not tell is <c>00</c>, <c>XX</c> or <c>--</c>. Years have four digits.
/// </summary>
public static class BirthDateText
{
    /// <summary>In UTF-16 units. A longer text is no date, however it is written.</summary>
    public const int LongestText = 100;

    public static bool TryParse(string? text, out BirthDate date) => TryRead(text, out date, out _);

    /// <param name="fault">Why it is no date, where it is none.</param>
    public static bool TryRead(string? text, out BirthDate date, out BirthDateFault fault)
    {
        var plain = ToPlain(text ?? "");
        fault = default;
        if ((BirthDatePatterns.WithNumbers().Match(plain) is { Success: true } numbers && TryMake(numbers, out date))
            || (BirthDatePatterns.WithNames().Match(plain) is { Success: true } names && TryMake(names, out date))
            || TryEightDigits(plain, out date))
        {
            return true;
        }

        fault = FindFault(plain);
        return false;
    }

    /// <summary>A whole year or month, as someone searches: <c>1980</c>, <c>02-1980</c>, <c>feb 1980</c>.</summary>
    /// <param name="monthName">The month in letters, as it was typed; empty where there is none.</param>
    public static bool TryParsePeriod(string? text, out BirthDate first, out BirthDate last, out string monthName)
    {
        (first, last, monthName) = (default, default, "");
        if (BirthDatePatterns.Period().Match(ToPlain(text ?? "")) is not { Success: true } period || !TryMonth(period, out var month)
            || !BirthDate.Exists(Number(period.Groups["y"]), month, 0))
        {
            return false;
        }

        first = new(Number(period.Groups["y"]), month, 0);
        last = BirthDate.From(first.Latest);
        monthName = period.Groups["n"].Value;
        return true;
    }

    private static BirthDateFault FindFault(string plain) => plain switch
    {
        _ when plain.Any(sign => char.IsDigit(sign) && !char.IsAsciiDigit(sign)) => BirthDateFault.OtherDigits,
        _ when BirthDatePatterns.NoYear().IsMatch(plain) => BirthDateFault.NoYear,
        _ when BirthDatePatterns.SixDigits().IsMatch(plain) => BirthDateFault.SixDigits,
        _ when BirthDatePatterns.ShortYear().IsMatch(plain) => BirthDateFault.ShortYear,
        _ when BirthDatePatterns.Period().IsMatch(plain) => BirthDateFault.NoDay,
        _ when BirthDatePatterns.WithNames().Match(plain) is { Success: true } names => FindFault(MonthsIn(names)),
        _ when BirthDatePatterns.WithNumbers().IsMatch(plain) => BirthDateFault.NoSuchDate,
        _ => BirthDateFault.NotADate,
    };

    private static BirthDateFault FindFault(IReadOnlyList<int> months) => months switch
    {
        _ when months.Contains(0) => BirthDateFault.NotADate,
        [_] => BirthDateFault.NoSuchDate,
        _ => BirthDateFault.TwoMonths,
    };

    private static bool TryMake(Match match, out BirthDate date)
    {
        date = default;
        var (year, day) = (Number(match.Groups["y"]), Number(match.Groups["d"]));
        if (!TryMonth(match, out var month) || !BirthDate.Exists(year, month, day))
            return false;
        date = new(year, month, day);
        return true;
    }

    // People type the day first. The year is read first only where day first gives no year from 1800 on, and year first does.
    private static bool TryEightDigits(string plain, out BirthDate date)
    {
        date = default;
        if (plain.Length != 8 || !plain.All(char.IsAsciiDigit))
            return false;
        var isDayFirst = BirthDate.TryParse($"{plain[4..]}-{plain[2..4]}-{plain[..2]}", out date);
        if (isDayFirst && date.Year >= 1800)
            return true;
        if (!BirthDate.TryParse($"{plain[..4]}-{plain[4..6]}-{plain[6..]}", out var yearFirst) || yearFirst.Year < 1800)
            return isDayFirst;
        date = yearFirst;
        return true;
    }

    /// <summary>
    /// Reads the month as a number or as names. Documents print it in two languages, so all names must be of the same month.
    /// </summary>
    private static bool TryMonth(Match match, out int month)
    {
        month = Number(match.Groups["m"]);
        if (!match.Groups["n"].Success)
            return true;
        var months = MonthsIn(match);
        month = months[0];
        return months is [not 0];
    }

    /// <summary>The months that are named; 0 stands for a name that is no month's.</summary>
    private static List<int> MonthsIn(Match match) =>
        [.. FoldedText.Fold(match.Groups["n"].Value).Split(' ').Select(MonthName.Find).Distinct()];

    private static int Number(Group group) =>
        int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The text in small letters without accents and invisible signs, with one kind of blank, dash and slash.</summary>
    private static string ToPlain(string text)
    {
        if (text.Length > LongestText)
            return "";
        var plain = new StringBuilder();
        foreach (var sign in InvisibleSigns.Remove(text).Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.GetUnicodeCategory(sign) is UnicodeCategory.NonSpacingMark || Signs.IsApostrophe(sign) || Signs.IsAround(sign))
                continue;
            plain.Append(sign switch
            {
                '\u2044' or '\u2215' or '\uFF0F' or '\\' => '/',
                '\uFF0E' => '.',
                _ when Signs.IsDash(sign) => '-',
                _ when char.IsWhiteSpace(sign) => ' ',
                _ => sign,
            });
        }

        return string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.', ',', ';', ' ');
    }
}
