using System.Threading.RateLimiting;

namespace ZorgId.Core.Phones;

/// <summary>One message from an address, while it is being answered. It counts as bad unless someone says otherwise.</summary>
public sealed class AddressVisit : IDisposable
{
    private readonly MessageLimits _limits;
    private readonly RateLimitLease _unknown;
    private readonly RateLimitLease _good;
    private readonly RateLimitLease _bad;
    private bool _isCounted;

    internal AddressVisit(MessageLimits limits, ClientNetwork network, RateLimitLease unknown, RateLimitLease good, RateLimitLease bad) =>
        (_limits, Network, _unknown, _good, _bad) = (limits, network, unknown, good, bad);

    public ClientNetwork Network { get; }

    /// <summary>The message is good. Said as soon as it is known: its bad place is free for others from here on.</summary>
    public void WasGood()
    {
        if (!IsFirst())
            return;
        _bad.Dispose();
        _unknown.Dispose();
        _limits.KeepGood(_good);
    }

    /// <summary>It was not answered, and not for anything that is wrong with it: it counts neither as good nor as bad.</summary>
    public void Withdraw()
    {
        if (!IsFirst())
            return;
        _good.Dispose();
        _bad.Dispose();
        _unknown.Dispose();
    }

    public void Dispose()
    {
        if (!IsFirst())
            return;
        _good.Dispose();
        _limits.KeepBad(_bad);
        // Last of all: whoever waits for it must find the bad one counted.
        _unknown.Dispose();
    }

    /// <returns>Whether nothing was said of it yet: what is said later does not count.</returns>
    private bool IsFirst()
    {
        var isFirst = !_isCounted;
        _isCounted = true;
        return isFirst;
    }
}
