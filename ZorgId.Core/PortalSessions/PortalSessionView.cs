namespace ZorgId.Core.PortalSessions;

/// <summary>When a portal session ends, if its person does nothing more. Times are UTC.</summary>
/// <param name="Over">Why it is over; null while it lasts.</param>
/// <param name="WarnsFrom">From when its person is warned, inclusive.</param>
/// <param name="EndsAt">From when it is over, inclusive.</param>
/// <param name="EndsBy">Idleness, which the person can prevent, or the time in all, which they cannot.</param>
public sealed record PortalSessionView(PortalSessionEnd? Over, DateTime WarnsFrom, DateTime EndsAt, PortalSessionEnd EndsBy)
{
    /// <summary>The view of a session that is over.</summary>
    public static PortalSessionView Ended(PortalSessionEnd by, DateTime at) => new(by, at, at, by);
}
