namespace ZorgId.Core.Phones;

/// <summary>
/// One message from an address, while it is being answered. Once it holds leases, it counts as bad unless someone says otherwise.
/// </summary>
public sealed class AddressVisit : IDisposable
{
    private readonly MessageLimits _limits;
    private readonly bool _isForeign;
    private MessageLeases? _places;
    private bool _isGood;

    internal AddressVisit(MessageLimits limits, ClientNetwork network, bool isForeign) =>
        (_limits, Network, _isForeign) = (limits, network, isForeign);

    public ClientNetwork Network { get; }

    /// <summary>The signature of the message is about to be checked, so it takes its leases.</summary>
    /// <param name="kid">The kid as the message has it; null where it brings its key.</param>
    /// <returns>False where no lease is free.</returns>
    public async ValueTask<bool> EnterAsync(string? kid, CancellationToken cancellation)
    {
        _places = await _limits.TakeAsync(Network, _isForeign, kid, cancellation);
        return _places is not null;
    }

    /// <summary>The message is of a known phone, and its signature is right.</summary>
    public void WasSignedBy(string kid)
    {
        _limits.Remember(kid, Network);
        WasGood();
    }

    /// <summary>
    /// The message is good. This is said as soon as it is known, so that its bad lease is free for others from here on.
    /// </summary>
    public void WasGood()
    {
        if (_isGood)
            return;
        _isGood = true;
        _places?.FreeBad();
    }

    /// <summary>
    /// The phone has sent too many messages. That counts in the phone's own partition, and not in those that it shares.
    /// </summary>
    public void WasOneTooMany()
    {
        if (_places is { IsOwn: false })
            Withdraw();
    }

    /// <summary>The message was not answered, for no fault of its own, so it counts neither as good nor as bad.</summary>
    public void Withdraw()
    {
        _places?.Free();
        _places = null;
    }

    public void Dispose()
    {
        if (_isGood)
            _places?.CountGood();
        else
            _places?.CountBad();
        _places = null;
    }
}
