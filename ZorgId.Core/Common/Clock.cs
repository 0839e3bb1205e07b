namespace ZorgId.Core.Common;

/// <summary>Questions to a clock, answered in UTC, as the database stores times.</summary>
public static class Clock
{
    /// <summary>This moment, UTC.</summary>
    public static DateTime UtcNow(this TimeProvider time) => time.GetUtcNow().UtcDateTime;

    /// <summary>The time until <paramref name="end"/> (UTC); zero once it is there.</summary>
    public static TimeSpan Left(this TimeProvider time, DateTime end) =>
        time.UtcNow() is var now && end > now ? end - now : TimeSpan.Zero;

    /// <summary>The time cut to whole hours.</summary>
    public static DateTime ToHours(this DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerHour));

    /// <summary>The time cut to whole milliseconds, which every database keeps.</summary>
    public static DateTime ToMilliseconds(this DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));
}
