using Microsoft.Extensions.Time.Testing;

namespace ZorgId.Tests.Support;

/// <summary>Moves a fake clock on by hours at once, as that of a machine that slept.</summary>
public static class JumpClock
{
    // Longer than any rhythm of the program's that a test waits for.
    private static readonly TimeSpan Last = TimeSpan.FromSeconds(10);

    /// <summary>Timers come due in the last seconds only: they do not catch up on every round of the hours before, which takes seconds of work.</summary>
    /// <param name="by">More than ten seconds.</param>
    public static void Jump(this FakeTimeProvider time, TimeSpan by)
    {
        time.AdjustTime(time.GetUtcNow() + by - Last);
        time.Advance(Last);
    }
}
