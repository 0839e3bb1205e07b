using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ZorgId.Core.QrSessions;

/// <summary>
/// Counts the login QRs that a network opens in a minute, in the memory of this node. The limit on
/// those that are open does not stop a client that cancels each at once, and every one costs a row.
/// </summary>
public sealed class LoginOpenings(IOptions<RequestLimits> limits, TimeProvider time) : IDisposable
{
    private readonly HeldLeases<ClientNetwork> _places = new(
        PartitionedRateLimiter.CreateChained(
            HeldLeases.Rows<ClientNetwork>(network => network, limits.Value.LoginOpeningsPerAddress),
            HeldLeases.Rows<ClientNetwork>(network => network.Ipv6Prefix(48), limits.Value.LoginOpeningsPer48)),
        time);

    /// <returns>False where the limit is reached; the attempt then does not count.</returns>
    public bool TryCount(ClientNetwork network)
    {
        if (_places.Take(network) is not { } place)
            return false;
        _places.Keep(place);
        return true;
    }

    public void Dispose() => _places.Dispose();
}
