using System.Globalization;
using ZorgId.Core.Accounts;

namespace ZorgId.Web.Portal.Registration;

/// <summary>A date of birth in the ways that Dutch people type it. Years have four digits: <c>68</c> could be two people's.</summary>
public static class BirthDateText
{
    private static readonly CultureInfo Dutch = new("nl-NL");

    private static readonly string[] Forms =
        ["d-M-yyyy", "d/M/yyyy", "d.M.yyyy", "d M yyyy", "ddMMyyyy", "yyyy-MM-dd", "d MMM yyyy", "d MMMM yyyy"];

    public static bool TryParse(string? text, out BirthDate date)
    {
        date = default;
        if (!DateOnly.TryParseExact(text?.Trim(), Forms, Dutch, DateTimeStyles.AllowWhiteSpaces, out var day))
            return false;
        date = BirthDate.From(day);
        return true;
    }
}
