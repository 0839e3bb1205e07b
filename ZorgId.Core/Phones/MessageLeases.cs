using System.Threading.RateLimiting;

namespace ZorgId.Core.Phones;

/// <summary>The places that one message holds while it is being answered.</summary>
/// <param name="Unknown">While it is not known whether it is good; null where nobody waits for that.</param>
/// <param name="IsOwn">They are of rows that this phone shares with nobody: there a bad one counts in both.</param>
internal sealed record MessageLeases(
    RateLimitLease Good,
    RateLimitLease Bad,
    RateLimitLease? Unknown,
    Action<RateLimitLease> KeepGood,
    Action<RateLimitLease> KeepBad,
    bool IsOwn)
{
    /// <summary>It is good: its bad place is free for others.</summary>
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
        // Last of all: whoever waits for it must find the bad one counted.
        Unknown?.Dispose();
    }

    /// <summary>It counts for nothing.</summary>
    public void Free()
    {
        Good.Dispose();
        Bad.Dispose();
        Unknown?.Dispose();
    }
}
