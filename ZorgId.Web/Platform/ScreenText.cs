using System.Globalization;
using ZorgId.Core.Accounts;

namespace ZorgId.Web.Platform;

/// <summary>Dates and texts as people read them.</summary>
public static class ScreenText
{
    /// <summary>A text of a resource with its placeholders filled in. Numbers and dates are in the reader's format.</summary>
    public static string Filled(this string text, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.CurrentCulture, text, values);

    /// <summary>A time (UTC) in the Netherlands, with its date.</summary>
    public static string ToDutch(this DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(utc, DutchTime.Zone).ToString("dd-MM-yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A time (UTC) in the Netherlands. It has a date only where it is not of today.</summary>
    public static string ToDutchTime(this DateTime utc, DateTime now)
    {
        var (then, today) = (TimeZoneInfo.ConvertTimeFromUtc(utc, DutchTime.Zone), TimeZoneInfo.ConvertTimeFromUtc(now, DutchTime.Zone));
        return then.ToString(then.Date == today.Date ? "HH:mm" : "dd-MM-yyyy HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>A date of birth with the day first. What the WID does not tell is zero: <c>00-00-1980</c>.</summary>
    public static string ToDutch(this BirthDate date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Day:D2}-{date.Month:D2}-{date.Year:D4}");
}
