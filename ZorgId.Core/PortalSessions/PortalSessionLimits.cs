using System.ComponentModel.DataAnnotations;

namespace ZorgId.Core.PortalSessions;

/// <summary>How long someone stays logged in. Settings, under <c>PortalSession</c>.</summary>
public sealed class PortalSessionLimits
{
    /// <summary>Without a click or a key of the person. Default 15 min.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "08:00:00")]
    public TimeSpan Idle { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>In all. Default 8 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan Total { get; set; } = TimeSpan.FromHours(8);

    /// <summary>How long before the end its person is warned: two minutes, or half of a limit that is shorter than twice that.</summary>
    public static TimeSpan WarningOf(TimeSpan limit) => limit / 2 < Warning ? limit / 2 : Warning;

    private static readonly TimeSpan Warning = TimeSpan.FromMinutes(2);
}
