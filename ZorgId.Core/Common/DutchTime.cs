namespace ZorgId.Core.Common;

/// <summary>The local time of the Netherlands.</summary>
public static class DutchTime
{
    public const string ZoneId = "Europe/Amsterdam";

    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(ZoneId);

    /// <summary>The date there, which differs from that in UTC in the first hours of a day.</summary>
    public static DateOnly Today(this TimeProvider time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(time.UtcNow(), Zone));
}
