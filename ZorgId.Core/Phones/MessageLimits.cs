using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ZorgId.Core.Phones;

/// <summary>
/// Counts messages whose signature is to be checked, by address and by phone, in the memory of this node (docs/adr/0012). A
/// phone that is known at an address has its own partition there. All others share those of the address: good are those of known
/// phones, and others that were granted. A message takes a good and a bad lease before its signature is checked, so that many at
/// once do not pass together; which of the two it keeps is known later. Messages of which that is not known yet wait for each
/// other and take only part of the bad leases, so that good ones that come in the same second are late and not refused.
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

    /// <summary>The refusal above a limit; whoever comes back after its time is let in.</summary>
    public static Refusal TooMany => new(RefusalReason.TooManyRequests, RetryAfter: HeldLeases.Period);

    /// <summary>A message comes in. It takes no lease yet.</summary>
    /// <param name="isForeign">A browser sends it for a page of another site, maybe without its person's knowledge.</param>
    /// <returns>Dispose of it when the message is answered.</returns>
    public AddressVisit Arrive(IPAddress? address, bool isForeign = false) => new(this, ClientNetwork.Of(address), isForeign);

    /// <summary>Counts a message of a phone with an account.</summary>
    /// <returns>False where the limit is reached; the message then does not count.</returns>
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

    /// <summary>Takes the leases of a message. It waits while too many other messages of its address are still being checked.</summary>
    /// <param name="kid">The kid as the message has it; null where it brings its key.</param>
    /// <returns>Null where no lease is free.</returns>
    internal async ValueTask<MessageLeases?> TakeAsync(ClientNetwork network, bool isForeign, string? kid, CancellationToken cancellation)
    {
        if (kid is not null && networks.IsKnown(kid, network))
        {
            var phone = new KnownPhone(kid, network.Site);
            if (_known.Take(phone) is not { } place)
                return null;
            if (_knownBad.Take(phone) is { } bad)
                return new(place, bad, Unknown: null, _known.Keep, _knownBad.Keep, IsOwn: true);
            // Too many bad signatures came under this kid, so somebody else uses it, and the message counts like any other.
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
