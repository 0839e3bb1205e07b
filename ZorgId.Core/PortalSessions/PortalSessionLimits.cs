using System.ComponentModel.DataAnnotations;

namespace ZorgId.Core.PortalSessions;

/// <summary>How long someone stays logged in. These are settings, under <c>PortalSession</c>.</summary>
public sealed class PortalSessionLimits
{
    /// <summary>How long they stay so without a click or a key press. Default 15 min.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "08:00:00")]
    public TimeSpan Idle { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long they stay so at most. Default 8 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan Total { get; set; } = TimeSpan.FromHours(8);

    /// <summary>How long before the end the person is warned: two minutes, or half of a limit that is under four minutes.</summary>
    public static TimeSpan WarningOf(TimeSpan limit) => limit / 2 < Warning ? limit / 2 : Warning;

    private static readonly TimeSpan Warning = TimeSpan.FromMinutes(2);
}
