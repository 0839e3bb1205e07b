using System.Threading.RateLimiting;

namespace ZorgId.Core.Common;

/// <summary>
/// Rows of places, in the memory of this node: a place that is taken is given back at once, or counts for a minute. It is
/// .NET's concurrency limiter; windows and buckets do not give back (docs/adr/0009). A row that is all free goes by itself.
/// </summary>
internal sealed class HeldLeases<TWho>(PartitionedRateLimiter<TWho> rows, TimeProvider time) : IDisposable
{
    private readonly Queue<(long Since, RateLimitLease Place)> _kept = [];

    /// <returns>Dispose of it to give the place back. Null where none is free.</returns>
    public RateLimitLease? Take(TWho who)
    {
        GiveBackInTime();
        var place = rows.AttemptAcquire(who);
        if (place.IsAcquired)
            return place;
        place.Dispose();
        return null;
    }

    /// <summary>The place is given back by itself, after <see cref="HeldLeases.Period"/>.</summary>
    public void Keep(RateLimitLease place)
    {
        lock (_kept)
            _kept.Enqueue((time.GetTimestamp(), place));
    }

    public void Dispose() => rows.Dispose();

    private void GiveBackInTime()
    {
        // Not by the time of day: if that were set back, no place would be given back until it is there again.
        var now = time.GetTimestamp();
        lock (_kept)
        {
            while (_kept.TryPeek(out var oldest) && time.GetElapsedTime(oldest.Since, now) >= HeldLeases.Period)
                _kept.Dequeue().Place.Dispose();
        }
    }
}

internal static class HeldLeases
{
    /// <summary>How long a place that is kept counts.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private static readonly object Unlimited = new();

    /// <param name="row">Whose places they are; null for whom there is no limit.</param>
    /// <param name="count">HeldLeases in a row.</param>
    /// <param name="waiting">How many may wait until a place is free, who came first first.</param>
    public static PartitionedRateLimiter<TWho> Rows<TWho>(Func<TWho, object?> row, int count, int waiting = 0) =>
        PartitionedRateLimiter.Create<TWho, object>(who => row(who) is { } shared
            ? RateLimitPartition.GetConcurrencyLimiter(
                shared, _ => new ConcurrencyLimiterOptions { PermitLimit = count, QueueLimit = waiting })
            : RateLimitPartition.GetNoLimiter(Unlimited));
}
