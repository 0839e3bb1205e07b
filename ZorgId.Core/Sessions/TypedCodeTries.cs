using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using ZorgId.Core.Phones;

namespace ZorgId.Core.Sessions;

/// <summary>
/// Counts wrong typed codes, in the memory of this node: strangers leave nothing in the database. A try takes its place
/// before the code is looked at, so that parallel guesses do not pass together; a right one gives it back at once, a wrong
/// one a minute later. (Why a node counts for itself: docs/adr/0009.)
/// </summary>
public sealed class TypedCodeTries : IDisposable
{
    /// <summary>How long a wrong try counts.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private static readonly object Unlimited = new();
    private static readonly object Strangers = new();

    private readonly TimeProvider _time;
    private readonly PartitionedRateLimiter<Guesser> _places;
    private readonly Queue<(DateTime Until, RateLimitLease Place)> _wrong = [];

    public TypedCodeTries(IOptions<TypedCodeLimits> limits, TimeProvider time)
    {
        _time = time;
        _places = PartitionedRateLimiter.CreateChained(
            Limit(who => who.Phone, limits.Value.WrongPerPhone),
            Limit(who => who.Phone is null ? who.Network : null, limits.Value.WrongPerAddress),
            Limit(who => who.Phone is null ? Strangers : null, limits.Value.WrongInAll));
    }

    /// <summary>A try, before its code is looked at.</summary>
    /// <param name="phone">Null for a key without an account.</param>
    /// <param name="address">Where it comes from.</param>
    /// <returns>Null where there were too many wrong ones in the last minute.</returns>
    public TypedCodeTry? Begin(PhoneId? phone, IPAddress? address)
    {
        FreePlaces();
        var place = _places.AttemptAcquire(new(phone, NetworkOf(address)));
        if (place.IsAcquired)
            return new(this, place);
        place.Dispose();
        return null;
    }

    public void Dispose() => _places.Dispose();

    internal void KeepAWhile(RateLimitLease place)
    {
        lock (_wrong)
            _wrong.Enqueue((_time.UtcNow() + Period, place));
    }

    private void FreePlaces()
    {
        var now = _time.UtcNow();
        lock (_wrong)
        {
            while (_wrong.TryPeek(out var oldest) && oldest.Until <= now)
                _wrong.Dequeue().Place.Dispose();
        }
    }

    /// <param name="key">Whose places they are; null for whom this is no limit.</param>
    private static PartitionedRateLimiter<Guesser> Limit(Func<Guesser, object?> key, int count) =>
        PartitionedRateLimiter.Create<Guesser, object>(who => key(who) is { } shared
            ? RateLimitPartition.GetConcurrencyLimiter(shared, _ => new ConcurrencyLimiterOptions { PermitLimit = count })
            : RateLimitPartition.GetNoLimiter(Unlimited));

    // Who has an IPv6 address has all of its /64.
    private static string NetworkOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    private readonly record struct Guesser(PhoneId? Phone, string Network);
}

/// <summary>One try. Dispose of it when its code has been looked at.</summary>
public sealed class TypedCodeTry(TypedCodeTries tries, RateLimitLease place) : IDisposable
{
    private bool _isWrong;

    /// <summary>The code was not right: the try counts.</summary>
    public void WasWrong() => _isWrong = true;

    public void Dispose()
    {
        if (_isWrong)
            tries.KeepAWhile(place);
        else
            place.Dispose();
    }
}
