namespace ZorgId.Web.Portal.Shell;

/// <summary>
/// Cancels what a component has begun when the component is disposed of. The token can be used after that too: code that was
/// awaiting something when the page was left goes on, and must find a cancelled token, not a disposed object.
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
