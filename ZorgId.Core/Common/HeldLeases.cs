using System.Threading.RateLimiting;

namespace ZorgId.Core.Common;

/// <summary>
/// Rate limits in the memory of this node. A lease is given back at once, or kept so that it counts for
/// a minute. It uses .NET's concurrency limiter, because windows and token buckets do not take a permit
/// back (docs/adr/0009). A partition that is unused is removed by itself.
/// </summary>
internal sealed class HeldLeases<TWho>(PartitionedRateLimiter<TWho> rows, TimeProvider time) : IDisposable
{
    private readonly Queue<(long Since, RateLimitLease Place)> _kept = [];

    /// <returns>Dispose of it to give the lease back. Null where none is free.</returns>
    public RateLimitLease? Take(TWho who)
    {
        GiveBackInTime();
        var place = rows.AttemptAcquire(who);
        if (place.IsAcquired)
            return place;
        place.Dispose();
        return null;
    }

    /// <summary>Keeps the lease; it is given back by itself after <see cref="HeldLeases.Period"/>.</summary>
    public void Keep(RateLimitLease place)
    {
        lock (_kept)
            _kept.Enqueue((time.GetTimestamp(), place));
    }

    public void Dispose() => rows.Dispose();

    private void GiveBackInTime()
    {
        // Timestamps are compared and not times of day: if the clock were set back, no lease would be given back until it catches up.
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
    /// <summary>How long a kept lease counts.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private static readonly object Unlimited = new();

    /// <param name="row">Tells the partition that someone counts in; null for whom there is no limit.</param>
    /// <param name="count">How many leases a partition has.</param>
    /// <param name="waiting">How many may wait until a lease is free, first come, first served.</param>
    public static PartitionedRateLimiter<TWho> Rows<TWho>(Func<TWho, object?> row, int count, int waiting = 0) =>
        PartitionedRateLimiter.Create<TWho, object>(who => row(who) is { } shared
            ? RateLimitPartition.GetConcurrencyLimiter(
                shared, _ => new ConcurrencyLimiterOptions { PermitLimit = count, QueueLimit = waiting })
            : RateLimitPartition.GetNoLimiter(Unlimited));
}
