using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ZorgId.Core.Phones;

/// <summary>
/// Counts messages by address and by phone, in the memory of this node. Good are those of known phones, and others that
/// were granted. A message takes a good and a bad place before anything of it is looked at, so that many at once do not pass
/// together; which of the two it keeps is known later. Those of which it is not known yet wait for each other: with fewer
/// than all of the bad places, so that good ones that come in the same second are late and not turned away.
/// </summary>
public sealed class MessageLimits(IOptions<RequestLimits> limits, TimeProvider time) : IDisposable
{
    private readonly PartitionedRateLimiter<ClientNetwork> _unknown = Places.Rows<ClientNetwork>(
        network => network, Math.Max(1, limits.Value.BadPerAddress / 2), waiting: limits.Value.GoodPerAddress);

    private readonly Places<ClientNetwork> _good = new(Places.Rows<ClientNetwork>(network => network, limits.Value.GoodPerAddress), time);
    private readonly Places<ClientNetwork> _bad = new(Places.Rows<ClientNetwork>(network => network, limits.Value.BadPerAddress), time);
    private readonly Places<PhoneId> _phones = new(Places.Rows<PhoneId>(phone => phone, limits.Value.PerPhone), time);

    /// <summary>Above a limit: whoever comes back after this is let in.</summary>
    public static Refusal TooMany => new(RefusalReason.TooManyRequests, RetryAfter: Places.Period);

    /// <summary>A message comes in. It waits while too many others of its address are not known yet.</summary>
    /// <returns>Null where its address has had all of its good or of its bad ones. Dispose of it when the message is answered.</returns>
    public async ValueTask<AddressVisit?> BeginAsync(IPAddress? address, CancellationToken cancellation)
    {
        var network = ClientNetwork.Of(address);
        var unknown = await _unknown.AcquireAsync(network, permitCount: 1, cancellation);
        if (unknown.IsAcquired && _good.Take(network) is { } good)
        {
            if (_bad.Take(network) is { } bad)
                return new(this, network, unknown, good, bad);
            good.Dispose();
        }

        unknown.Dispose();
        return null;
    }

    /// <summary>Counts a message of a phone with an account.</summary>
    /// <returns>False where that is one too many, which does not count.</returns>
    public bool TryCount(PhoneId phone)
    {
        if (_phones.Take(phone) is not { } place)
            return false;
        _phones.Keep(place);
        return true;
    }

    public void Dispose()
    {
        _unknown.Dispose();
        _good.Dispose();
        _bad.Dispose();
        _phones.Dispose();
    }

    internal void KeepGood(RateLimitLease place) => _good.Keep(place);

    internal void KeepBad(RateLimitLease place) => _bad.Keep(place);
}
