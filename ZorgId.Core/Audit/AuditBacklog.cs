namespace ZorgId.Core.Audit;

/// <summary>
/// How long committed entries have waited for their leaves, counted by this node's monotonic clock since it first saw each of them.
/// The entries' own times do not count, because another node's clock may be wrong.
/// </summary>
public sealed class AuditBacklog(TimeProvider time)
{
    /// <summary>From then on the node is not ready.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(5);

    /// <summary>From then on nothing is written that the log must tell of, because nobody could prove it.</summary>
    public static readonly TimeSpan TooLate = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private Dictionary<Guid, long> _firstSeen = [];

    /// <summary>How long the oldest of them has waited.</summary>
    public TimeSpan Longest
    {
        get
        {
            lock (_lock)
                return _firstSeen.Count == 0 ? TimeSpan.Zero : time.GetElapsedTime(_firstSeen.Values.Min());
        }
    }

    /// <param name="pending">The entries that wait now, or the first of them.</param>
    internal void See(IEnumerable<Guid> pending)
    {
        var now = time.GetTimestamp();
        lock (_lock)
            _firstSeen = pending.ToDictionary(id => id, id => _firstSeen.GetValueOrDefault(id, now));
    }
}
