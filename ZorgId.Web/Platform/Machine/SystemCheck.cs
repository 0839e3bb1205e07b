using System.Globalization;
using System.Security;
using System.Text;
using ZorgId.Web.Platform.Requests;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Platform.Machine;

/// <summary>
/// Checks what the program needs of the machine, whatever its settings are: without it, a stored person would not be found again by
/// name, and times would be wrong. It tests what the machine does, not how it is configured.
/// </summary>
public static class SystemCheck
{
    private static readonly DateTime Winter = new(2024, 1, 15, 12, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Summer = new(2024, 7, 15, 12, 0, 0, DateTimeKind.Utc);

    /// <exception cref="StartRefusedException">Something is missing.</exception>
    public static void Run()
    {
        if (FindFault() is { } fault)
            throw new StartRefusedException(fault);
    }

    /// <returns>One sentence that says what is missing; null where nothing is.</returns>
    public static string? FindFault()
    {
        if (!CanFold())
        {
            return "The program runs without ICU, and cannot compare names: install ICU (Debian: libicu; Alpine: icu-libs and "
                + "icu-data-full), and set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT to false.";
        }

        if (!HasMonth(Languages.DutchCulture, "maart") || !HasMonth(Languages.EnglishCulture, "March"))
        {
            return $"The languages {Languages.DutchCulture} and {Languages.EnglishCulture} are not in this machine's ICU: "
                + "install all of its data (Alpine: icu-data-full).";
        }

        return HasTimeZone()
            ? null
            : $"This machine has no time zone data for {DutchTime.ZoneId}: "
                + "install tzdata, and where TZDIR is set, let it name the folder with that data.";
    }

    // The names of people are normalized in both ways when they are compared.
    private static bool CanFold() =>
        FoldedText.Fold("Çelik-ÉLODIE") == "celik elodie" && "e\u0301".Normalize(NormalizationForm.FormC) == "\u00E9";

    private static bool HasMonth(string culture, string march)
    {
        try
        {
            return CultureInfo.GetCultureInfo(culture).DateTimeFormat.GetMonthName(3) == march;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }

    private static bool HasTimeZone()
    {
        try
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(DutchTime.ZoneId);
            return (zone.GetUtcOffset(Winter).TotalHours, zone.GetUtcOffset(Summer).TotalHours) is (1, 2);
        }
        catch (Exception exception)
            when (exception is TimeZoneNotFoundException or InvalidTimeZoneException or SecurityException or IOException
                or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
