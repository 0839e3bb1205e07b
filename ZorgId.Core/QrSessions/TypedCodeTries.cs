using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ZorgId.Core.QrSessions;

/// <summary>
/// Counts wrong typed codes in the memory of this node, so that strangers leave nothing in the database. A try takes its lease
/// before the code is looked at, so that parallel guesses do not pass together; a right one gives it back at once, a wrong one a
/// minute later. No partition is shared by everyone, because whoever filled it would stop typed codes for all (docs/adr/0009).
/// </summary>
public sealed class TypedCodeTries(IOptions<TypedCodeLimits> limits, TimeProvider time) : IDisposable
{
    /// <summary>How long a wrong try counts.</summary>
    public static readonly TimeSpan Period = HeldLeases.Period;

    private readonly HeldLeases<Guesser> _places = new(
        PartitionedRateLimiter.CreateChained(
            HeldLeases.Rows<Guesser>(who => who.Phone, limits.Value.WrongPerPhone),
            HeldLeases.Rows<Guesser>(who => who.Phone is null ? who.Network : null, limits.Value.WrongPerAddress),
            HeldLeases.Rows<Guesser>(who => who.Phone is null ? who.Network.Ipv6Prefix(56) : null, limits.Value.WrongPer56),
            HeldLeases.Rows<Guesser>(who => who.Phone is null ? who.Network.Ipv6Prefix(48) : null, limits.Value.WrongPer48)),
        time);

    /// <summary>Begins a try, before its code is looked at.</summary>
    /// <param name="phone">Null for a key without an account.</param>
    /// <param name="network">Where it comes from.</param>
    /// <returns>Null where there were too many wrong ones in the last minute.</returns>
    public TypedCodeTry? Begin(PhoneId? phone, ClientNetwork network) =>
        _places.Take(new(phone, network)) is { } place ? new(this, place) : null;

    public void Dispose() => _places.Dispose();

    internal void KeepAWhile(RateLimitLease place) => _places.Keep(place);

    private readonly record struct Guesser(PhoneId? Phone, ClientNetwork Network);
}

/// <summary>One try. Dispose of it when its code has been looked at.</summary>
public sealed class TypedCodeTry(TypedCodeTries tries, RateLimitLease place) : IDisposable
{
    private bool _isWrong;

    /// <summary>The code was wrong, so the try counts.</summary>
    public void WasWrong() => _isWrong = true;

    public void Dispose()
    {
        if (_isWrong)
            tries.KeepAWhile(place);
        else
            place.Dispose();
    }
}
