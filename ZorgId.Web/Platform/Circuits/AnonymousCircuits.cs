using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ZorgId.Web.Platform.Circuits;

/// <summary>
/// Counts by network what people who are not logged in have open on this node: connections while they are connected, and circuits
/// also for the three minutes in which their browser may reconnect, since each takes up to a mebibyte. They are counted separately,
/// so that a browser that reconnects needs a place for its connection only. A negotiation that no connection follows is kept in
/// memory for some seconds too, so negotiations have a limit for each minute.
/// </summary>
public sealed class AnonymousCircuits(IOptions<RequestLimits> limits) : IDisposable
{
    private const int LeastNegotiations = 60;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<ClientNetwork> _circuits = Open(limits.Value);
    private readonly PartitionedRateLimiter<ClientNetwork> _connections = Open(limits.Value);

    private readonly PartitionedRateLimiter<ClientNetwork> _negotiations = PartitionedRateLimiter.CreateChained(
        Rows(network => network, NegotiationsFor(limits.Value.CircuitsPerAddress)),
        Rows(network => network.Ipv6Prefix(48), NegotiationsFor(limits.Value.CircuitsPer48)));

    /// <summary>Whether there is room for one more page.</summary>
    public bool HasRoom(ClientNetwork network)
    {
        using var connection = _connections.AttemptAcquire(network);
        using var circuit = _circuits.AttemptAcquire(network);
        return connection.IsAcquired && circuit.IsAcquired;
    }

    /// <returns>A lease to be disposed of when the connection ends. It is not acquired where there is no room.</returns>
    internal RateLimitLease Connect(ClientNetwork network) => _connections.AttemptAcquire(network);

    /// <returns>A lease to be disposed of when the circuit is closed. It is not acquired where there is no room.</returns>
    internal RateLimitLease OpenCircuit(ClientNetwork network) => _circuits.AttemptAcquire(network);

    internal bool MayNegotiate(ClientNetwork network)
    {
        using var negotiation = _negotiations.AttemptAcquire(network);
        using var connection = _connections.AttemptAcquire(network);
        return negotiation.IsAcquired && connection.IsAcquired;
    }

    public void Dispose()
    {
        _circuits.Dispose();
        _connections.Dispose();
        _negotiations.Dispose();
    }

    private static PartitionedRateLimiter<ClientNetwork> Open(RequestLimits limits) => PartitionedRateLimiter.CreateChained(
        Rows(network => network, Leases(limits.CircuitsPerAddress)),
        Rows(network => network.Ipv6Prefix(48), Leases(limits.CircuitsPer48)),
        Rows(_ => "all", Leases(limits.Circuits)));

    private static Func<object, RateLimitPartition<object>> Leases(int count) => row =>
        RateLimitPartition.GetConcurrencyLimiter(row, _ => new ConcurrencyLimiterOptions { PermitLimit = count });

    // Each page may lose its connection and reconnect a few times, or ask whether the server can be reached.
    private static Func<object, RateLimitPartition<object>> NegotiationsFor(int circuits) => row =>
        RateLimitPartition.GetFixedWindowLimiter(
            row,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = Math.Max(LeastNegotiations, 5 * circuits), Window = Minute });

    private static PartitionedRateLimiter<ClientNetwork> Rows(
        Func<ClientNetwork, object?> row,
        Func<object, RateLimitPartition<object>> limiter) =>
        PartitionedRateLimiter.Create<ClientNetwork, object>(
            network => row(network) is { } shared ? limiter(shared) : RateLimitPartition.GetNoLimiter<object>(false));
}
