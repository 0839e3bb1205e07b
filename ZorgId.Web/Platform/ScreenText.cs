using System.Globalization;
using ZorgId.Core.Accounts;

namespace ZorgId.Web.Platform;

/// <summary>Dates and texts as people read them.</summary>
public static class ScreenText
{
    /// <summary>A text of a resource with its blanks filled in, numbers and dates as its reader writes them.</summary>
    public static string Filled(this string text, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.CurrentCulture, text, values);

    /// <summary>A moment (UTC) as the clock on the wall had it.</summary>
    public static string ToDutch(this DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(utc, DutchTime.Zone).ToString("dd-MM-yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Of today: the time alone. Of another day: with its date.</summary>
    public static string ToDutchTime(this DateTime utc, DateTime now)
    {
        var (then, today) = (TimeZoneInfo.ConvertTimeFromUtc(utc, DutchTime.Zone), TimeZoneInfo.ConvertTimeFromUtc(now, DutchTime.Zone));
        return then.ToString(then.Date == today.Date ? "HH:mm" : "dd-MM-yyyy HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>Day first; what the WID does not tell is zero there too: <c>00-00-1980</c>.</summary>
    public static string ToDutch(this BirthDate date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Day:D2}-{date.Month:D2}-{date.Year:D4}");
}
