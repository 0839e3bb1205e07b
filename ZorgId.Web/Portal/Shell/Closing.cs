namespace ZorgId.Web.Portal.Shell;

/// <summary>
/// Ends what a component has begun, when the component goes. Its token may be asked for afterwards too: what was awaited
/// while the page was left goes on, and must find that it is over, and not an object that was disposed of.
/// </summary>
public sealed class Closing : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public Closing() => Token = _source.Token;

    public CancellationToken Token { get; }

    public bool HasBegun => Token.IsCancellationRequested;

    public void Dispose()
    {
        if (HasBegun)
            return;
        _source.Cancel();
        _source.Dispose();
    }
}
