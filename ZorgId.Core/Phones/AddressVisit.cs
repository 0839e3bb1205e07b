namespace ZorgId.Core.Phones;

/// <summary>
/// One message from an address, while it is being answered. Once it has places, it counts as bad unless someone says otherwise.
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

    /// <summary>Its signature is to be checked: it takes its places.</summary>
    /// <param name="kid">As the message has it; null where it brings its key.</param>
    /// <returns>False where there is none.</returns>
    public async ValueTask<bool> EnterAsync(string? kid, CancellationToken cancellation)
    {
        _places = await _limits.TakeAsync(Network, _isForeign, kid, cancellation);
        return _places is not null;
    }

    /// <summary>It is of a known phone, whose signature is good.</summary>
    public void WasSignedBy(string kid)
    {
        _limits.Remember(kid, Network);
        WasGood();
    }

    /// <summary>The message is good. Said as soon as it is known: its bad place is free for others from here on.</summary>
    public void WasGood()
    {
        if (_isGood)
            return;
        _isGood = true;
        _places?.FreeBad();
    }

    /// <summary>Its phone has sent too many: that is for the phone's own rows, and not for those that it shares.</summary>
    public void WasOneTooMany()
    {
        if (_places is { IsOwn: false })
            Withdraw();
    }

    /// <summary>It was not answered, and not for anything that is wrong with it: it counts neither as good nor as bad.</summary>
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
