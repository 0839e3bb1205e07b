namespace ZorgId.Core.Common;

/// <summary>The clock on the wall in the Netherlands.</summary>
public static class DutchTime
{
    public const string ZoneId = "Europe/Amsterdam";

    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(ZoneId);

    /// <summary>The date there: in the first hours of a day another than in UTC.</summary>
    public static DateOnly Today(this TimeProvider time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(time.UtcNow(), Zone));
}
