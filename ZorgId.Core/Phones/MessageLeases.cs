using System.Threading.RateLimiting;

namespace ZorgId.Core.Phones;

/// <summary>The leases that one message holds while it is being answered.</summary>
/// <param name="Unknown">Held until it is known whether the message is good; null where nobody waits for that.</param>
/// <param name="IsOwn">The leases are of partitions that this phone shares with nobody; a bad message then counts in both.</param>
internal sealed record MessageLeases(
    RateLimitLease Good,
    RateLimitLease Bad,
    RateLimitLease? Unknown,
    Action<RateLimitLease> KeepGood,
    Action<RateLimitLease> KeepBad,
    bool IsOwn)
{
    /// <summary>The message is good, so its bad lease is free for others.</summary>
    public void FreeBad()
    {
        Bad.Dispose();
        Unknown?.Dispose();
    }

    public void CountGood() => KeepGood(Good);

    public void CountBad()
    {
        if (IsOwn)
            KeepGood(Good);
        else
            Good.Dispose();
        KeepBad(Bad);
        // This lease goes last, because whoever waits for it must find the bad message counted.
        Unknown?.Dispose();
    }

    /// <summary>The message counts for nothing.</summary>
    public void Free()
    {
        Good.Dispose();
        Bad.Dispose();
        Unknown?.Dispose();
    }
}
