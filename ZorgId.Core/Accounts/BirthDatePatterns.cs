using System.Text.RegularExpressions;

namespace ZorgId.Core.Accounts;

/// <summary>The ways to write a date of birth, or part of one, in the plain text that <see cref="BirthDateText"/> makes.</summary>
internal static partial class BirthDatePatterns
{
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

    [GeneratedRegex(
        $"^(?<d>{DayNumber}){Separator}(?<m>{MonthNumber}){Separator}(?<y>{FourDigits})$"
            + $"|^(?<y>{FourDigits}){Separator}(?<m>{MonthNumber}){Separator}(?<d>{DayNumber})$",
        Options,
        Timeout)]
    public static partial Regex WithNumbers();

    [GeneratedRegex(
        $"^(?<d>{DayNumber}){MaybeSeparator}(?<n>{MonthNames}){MaybeSeparator}(?<y>{FourDigits})$"
            + $"|^(?<y>{FourDigits}){MaybeSeparator}(?<n>{MonthNames}){MaybeSeparator}(?<d>{DayNumber})$"
            + $"|^(?<n>{MonthNames}){MaybeSeparator}(?<d>{OneOrTwoDigits}){Separator}(?<y>{FourDigits})$",
        Options,
        Timeout)]
    public static partial Regex WithNames();

    [GeneratedRegex(
        "^(?<y>(?:1[89]|2[01])[0-9]{2})$"
            + $"|^(?<m>{MonthNumber}){Separator}(?<y>{FourDigits})$|^(?<y>{FourDigits}){Separator}(?<m>{MonthNumber})$"
            + $"|^(?<n>{MonthNames}){MaybeSeparator}(?<y>{FourDigits})$|^(?<y>{FourDigits}){MaybeSeparator}(?<n>{MonthNames})$",
        Options,
        Timeout)]
    public static partial Regex Period();

    [GeneratedRegex(
        $"^{AnyNumber}{Separator}(?:{AnyNumber}|{MonthNames})(?:{Separator}(?:0000|00|x{{2,4}}|-{{1,4}}|\\?{{1,4}}))?$"
            + "|^0{8}$|^x{4,8}$|^-{1,8}$",
        Options,
        Timeout)]
    public static partial Regex NoYear();

    [GeneratedRegex("^[0-9]{6}$", Options, Timeout)]
    public static partial Regex SixDigits();

    [GeneratedRegex(
        $"^{AnyNumber}(?:{Separator}{AnyNumber}{Separator}|{MaybeSeparator}{MonthNames}{MaybeSeparator})[0-9]{{2}}$",
        Options,
        Timeout)]
    public static partial Regex ShortYear();
}
