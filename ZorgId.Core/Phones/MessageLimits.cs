using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ZorgId.Core.Phones;

/// <summary>
/// Counts messages whose signature is to be checked, by address and by phone, in the memory of this node (docs/adr/0012).
/// A phone that is known at an address has a row of its own there. All others share the address's rows: good are those of
/// known phones, and others that were granted. A message takes a good and a bad place before its signature is checked, so
/// that many at once do not pass together; which of the two it keeps is known later. Those of which it is not known yet wait
/// for each other: with fewer than all of the bad places, so that good ones that come in the same second are late and not
/// turned away.
/// </summary>
public sealed class MessageLimits(IOptions<RequestLimits> limits, PhoneNetworks networks, TimeProvider time) : IDisposable
{
    private readonly PartitionedRateLimiter<Sender> _unknown = HeldLeases.Rows<Sender>(
        sender => sender, Math.Max(1, limits.Value.BadPerAddress / 2), waiting: limits.Value.GoodPerAddress);

    private readonly HeldLeases<Sender> _good = new(HeldLeases.Rows<Sender>(sender => sender, limits.Value.GoodPerAddress), time);

    private readonly HeldLeases<Sender> _bad = new(
        PartitionedRateLimiter.CreateChained(
            HeldLeases.Rows<Sender>(sender => sender, limits.Value.BadPerAddress),
            HeldLeases.Rows<Sender>(sender => sender.Network.Ipv6Prefix(48), limits.Value.BadPer48)),
        time);

    private readonly HeldLeases<KnownPhone> _known = new(HeldLeases.Rows<KnownPhone>(phone => phone, limits.Value.PerKnownPhone), time);

    private readonly HeldLeases<KnownPhone> _knownBad = new(
        HeldLeases.Rows<KnownPhone>(phone => phone, limits.Value.BadPerKnownPhone), time);

    private readonly HeldLeases<PhoneId> _phones = new(HeldLeases.Rows<PhoneId>(phone => phone, limits.Value.PerPhone), time);

    /// <summary>Above a limit: whoever comes back after this is let in.</summary>
    public static Refusal TooMany => new(RefusalReason.TooManyRequests, RetryAfter: HeldLeases.Period);

    /// <summary>A message comes in. It takes no place yet.</summary>
    /// <param name="isForeign">A browser sends it for a page of another site, which may do so without its person's knowledge.</param>
    /// <returns>Dispose of it when the message is answered.</returns>
    public AddressVisit Arrive(IPAddress? address, bool isForeign = false) => new(this, ClientNetwork.Of(address), isForeign);

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
        _known.Dispose();
        _knownBad.Dispose();
        _phones.Dispose();
    }

    /// <summary>Takes a message's places. It waits while too many others of its address are not known yet.</summary>
    /// <param name="kid">As the message has it; null where it brings its key.</param>
    /// <returns>Null where there is no place.</returns>
    internal async ValueTask<MessageLeases?> TakeAsync(ClientNetwork network, bool isForeign, string? kid, CancellationToken cancellation)
    {
        if (kid is not null && networks.IsKnown(kid, network))
        {
            var phone = new KnownPhone(kid, network.Site);
            if (_known.Take(phone) is not { } place)
                return null;
            if (_knownBad.Take(phone) is { } bad)
                return new(place, bad, Unknown: null, _known.Keep, _knownBad.Keep, IsOwn: true);
            // Someone else uses its name: whoever that is, it is a message like any other.
            place.Dispose();
        }

        return await TakeSharedAsync(new(network, isForeign), cancellation);
    }

    internal void Remember(string kid, ClientNetwork network) => networks.Remember(kid, network, time.UtcNow());

    private async ValueTask<MessageLeases?> TakeSharedAsync(Sender sender, CancellationToken cancellation)
    {
        var unknown = await _unknown.AcquireAsync(sender, permitCount: 1, cancellation);
        if (unknown.IsAcquired && _good.Take(sender) is { } good)
        {
            if (_bad.Take(sender) is { } bad)
                return new(good, bad, unknown, _good.Keep, _bad.Keep, IsOwn: false);
            good.Dispose();
        }

        unknown.Dispose();
        return null;
    }

    private readonly record struct Sender(ClientNetwork Network, bool IsForeign);

    private readonly record struct KnownPhone(string Kid, string Site);
}
