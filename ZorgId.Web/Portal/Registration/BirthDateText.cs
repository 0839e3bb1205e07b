using System.Globalization;
using System.Text.RegularExpressions;
using ZorgId.Core.Accounts;

namespace ZorgId.Web.Portal.Registration;

/// <summary>
/// A date of birth in the ways that Dutch people type it, and as WIDs have it: a day or month that is not known is <c>00</c>
/// or <c>XX</c>. Years have four digits: <c>68</c> could be two people's.
/// </summary>
public static partial class BirthDateText
{
    private static readonly CultureInfo Dutch = new("nl-NL");

    private static readonly string[] Named = ["d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy", "d-MMMM-yyyy"];

    public static bool TryParse(string? text, out BirthDate date)
    {
        date = default;
        var typed = text?.Trim() ?? "";
        if (Numbers().Match(typed) is { Success: true } numbers)
            return BirthDate.TryParse($"{numbers.Groups["y"].Value}-{Two(numbers.Groups["m"].Value)}-{Two(numbers.Groups["d"].Value)}", out date);
        if (!DateOnly.TryParseExact(typed.Replace(".", "", StringComparison.Ordinal), Named, Dutch, DateTimeStyles.AllowWhiteSpaces, out var day))
            return false;
        date = BirthDate.From(day);
        return true;
    }

    private static string Two(string part) => part is [not (>= '0' and <= '9'), ..] ? "00" : part.PadLeft(2, '0');

    [GeneratedRegex(
        @"^(?<d>[0-9]{1,2}|[Xx]{2}|--)\s?[-/. ]\s?(?<m>[0-9]{1,2}|[Xx]{2}|--)\s?[-/. ]\s?(?<y>[0-9]{4})$|^(?<d>[0-9]{2})(?<m>[0-9]{2})(?<y>[0-9]{4})$|^(?<y>[0-9]{4})-(?<m>[0-9]{2})-(?<d>[0-9]{2})$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();
}
