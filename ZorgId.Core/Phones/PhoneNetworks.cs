namespace ZorgId.Core.Phones;

/// <summary>
/// Remembers from which networks a phone's signature was good. A phone that is known at an address has limits of its own
/// there, so that a stranger behind the same address cannot shut it out. In memory; <see cref="LearnPhoneNetworks"/> fills it.
/// </summary>
public sealed class PhoneNetworks(TimeProvider time)
{
    /// <summary>How long a network is remembered after the last right signature from there.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    // A phone that moves around has many addresses; the oldest is forgotten.
    private const int MaxPerPhone = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<string, DateTime>> _seen = new(StringComparer.Ordinal);

    /// <summary>A signature of this phone was right.</summary>
    public void Remember(string kid, ClientNetwork network, DateTime at)
    {
        if (network.Site is not { Length: > 0 } site || at <= time.UtcNow() - Remembered)
            return;
        lock (_lock)
        {
            if (!_seen.TryGetValue(kid, out var networks))
                _seen[kid] = networks = new(StringComparer.Ordinal);
            if (!networks.TryGetValue(site, out var before) || before < at)
                networks[site] = at;
            if (networks.Count > MaxPerPhone)
                networks.Remove(networks.MinBy(n => n.Value).Key);
        }
    }

    public bool IsKnown(string kid, ClientNetwork network)
    {
        lock (_lock)
        {
            return _seen.TryGetValue(kid, out var networks)
                && networks.TryGetValue(network.Site, out var at)
                && at > time.UtcNow() - Remembered;
        }
    }

    /// <summary>Removes what is too long ago.</summary>
    public void Forget()
    {
        var before = time.UtcNow() - Remembered;
        lock (_lock)
        {
            foreach (var (kid, networks) in _seen)
            {
                foreach (var old in networks.Where(n => n.Value <= before))
                    networks.Remove(old.Key);
                if (networks.Count == 0)
                    _seen.Remove(kid);
            }
        }
    }
}
