using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ZorgId.Core.Accounts;

/// <summary>Why a text is no date of birth.</summary>
public enum BirthDateFault
{
    NotADate,

    /// <summary>It is written as a date, but there is no such day or month.</summary>
    NoSuchDate,

    /// <summary>It names more than one month.</summary>
    TwoMonths,

    /// <summary>It has a day and a month at most, but no year.</summary>
    NoYear,

    /// <summary>It has a year, or a month and a year, but no day.</summary>
    NoDay,

    /// <summary>The year has two digits, which does not tell the century.</summary>
    ShortYear,

    /// <summary>It has six digits, which may be day first, or year first as in a machine-readable zone.</summary>
    SixDigits,

    /// <summary>It has digits of another script, or full-width ones.</summary>
    OtherDigits,
}

/// <summary>
/// Reads a date of birth in the ways that people type it and documents print it, day first or year first.
/// A day or month that the WID does not tell is <c>00</c>, <c>XX</c> or <c>--</c>. Years have four digits.
/// </summary>
public static partial class BirthDateText
{
    /// <summary>In UTF-16 units. A longer text is no date, however it is written.</summary>
    public const int LongestText = 100;

    private const string Separator = "(?: ?[-/.,] ?| )";
    private const string MaybeSeparator = "(?: ?[-/.,]? ?)";

    // A single 0 or dash does not mean "unknown", because 0-3-1980 is more likely a slip of 10-3-1980.
    private const string OneOrTwoDigits = "(?:[1-9][0-9]?|0[0-9])";
    private const string DayNumber = $"(?:{OneOrTwoDigits}|x{{1,2}}|-{{2,3}})";
    private const string MonthNumber = $"(?:{OneOrTwoDigits}|x{{1,3}}|-{{2,3}})";

    // These match whatever stands in the place of a day or month, right or wrong, so that the error can say what is wrong.
    private const string AnyNumber = @"(?:[0-9]{1,2}|x{1,3}|\?{1,2}|-{1,3})";
    private const string MonthNames = @"(?:[a-z]{3,12}\.?(?:(?: ?[-/] ?| )[a-z]{3,12}\.?)*)";
    private const string FourDigits = "[0-9]{4}";
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int Timeout = 1000;

    public static bool TryParse(string? text, out BirthDate date) => TryRead(text, out date, out _);

    /// <param name="fault">Why it is no date, where it is none.</param>
    public static bool TryRead(string? text, out BirthDate date, out BirthDateFault fault)
    {
        var plain = ToPlain(text ?? "");
        fault = default;
        if ((WithNumbers().Match(plain) is { Success: true } numbers && TryMake(numbers, out date))
            || (WithNames().Match(plain) is { Success: true } names && TryMake(names, out date))
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
        if (Period().Match(ToPlain(text ?? "")) is not { Success: true } period || !TryMonth(period, out var month)
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
        _ when NoYear().IsMatch(plain) => BirthDateFault.NoYear,
        _ when SixDigits().IsMatch(plain) => BirthDateFault.SixDigits,
        _ when ShortYear().IsMatch(plain) => BirthDateFault.ShortYear,
        _ when Period().IsMatch(plain) => BirthDateFault.NoDay,
        _ when WithNames().Match(plain) is { Success: true } names => FindFault(MonthsIn(names)),
        _ when WithNumbers().IsMatch(plain) => BirthDateFault.NoSuchDate,
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

    [GeneratedRegex(
        $"^(?<d>{DayNumber}){Separator}(?<m>{MonthNumber}){Separator}(?<y>{FourDigits})$"
            + $"|^(?<y>{FourDigits}){Separator}(?<m>{MonthNumber}){Separator}(?<d>{DayNumber})$",
        Options,
        Timeout)]
    private static partial Regex WithNumbers();

    [GeneratedRegex(
        $"^(?<d>{DayNumber}){MaybeSeparator}(?<n>{MonthNames}){MaybeSeparator}(?<y>{FourDigits})$"
            + $"|^(?<y>{FourDigits}){MaybeSeparator}(?<n>{MonthNames}){MaybeSeparator}(?<d>{DayNumber})$"
            + $"|^(?<n>{MonthNames}){MaybeSeparator}(?<d>{OneOrTwoDigits}){Separator}(?<y>{FourDigits})$",
        Options,
        Timeout)]
    private static partial Regex WithNames();

    [GeneratedRegex(
        "^(?<y>(?:1[89]|2[01])[0-9]{2})$"
            + $"|^(?<m>{MonthNumber}){Separator}(?<y>{FourDigits})$|^(?<y>{FourDigits}){Separator}(?<m>{MonthNumber})$"
            + $"|^(?<n>{MonthNames}){MaybeSeparator}(?<y>{FourDigits})$|^(?<y>{FourDigits}){MaybeSeparator}(?<n>{MonthNames})$",
        Options,
        Timeout)]
    private static partial Regex Period();

    [GeneratedRegex(
        $"^{AnyNumber}{Separator}(?:{AnyNumber}|{MonthNames})(?:{Separator}(?:0000|00|x{{2,4}}|-{{1,4}}|\\?{{1,4}}))?$"
            + "|^0{8}$|^x{4,8}$|^-{1,8}$",
        Options,
        Timeout)]
    private static partial Regex NoYear();

    [GeneratedRegex("^[0-9]{6}$", Options, Timeout)]
    private static partial Regex SixDigits();

    [GeneratedRegex(
        $"^{AnyNumber}(?:{Separator}{AnyNumber}{Separator}|{MaybeSeparator}{MonthNames}{MaybeSeparator})[0-9]{{2}}$",
        Options,
        Timeout)]
    private static partial Regex ShortYear();
}
