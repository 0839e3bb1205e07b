using System.Collections.Concurrent;

namespace ZorgId.Web.Platform.Circuits;

/// <summary>
/// Tells subscribers that the server begins to stop, while their circuits are still connected, and gives them a moment to tell it to
/// their browsers.
/// </summary>
public sealed class ServerStop(IHostApplicationLifetime lifetime)
{
    /// <summary>A browser that was not told by then loses its connection without a warning, as when a server is killed.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Subscription, Func<Task>> _subscribers = new();
    private int _isRegistered;

    /// <summary>True from the moment at which the server begins to stop.</summary>
    public bool HasBegun => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <param name="tell">It is called once, on any thread. Exceptions that it throws are ignored.</param>
    /// <returns>An object whose disposal ends the subscription.</returns>
    public IDisposable Subscribe(Func<Task> tell)
    {
        // SignalR closes its connections in a callback of the same token, and the callback that was registered last is called
        // first. So this one is registered only when there is a circuit, which is after SignalR's.
        if (Interlocked.Exchange(ref _isRegistered, 1) == 0)
            lifetime.ApplicationStopping.Register(TellAll);
        var subscription = new Subscription(this);
        _subscribers[subscription] = tell;
        return subscription;
    }

    // Blocking here holds up the stop. There is no other way to be done before SignalR closes the connections.
    private void TellAll()
    {
        var told = Task.WhenAll(_subscribers.Values.Select(tell => Task.Run(tell)));
        ((IAsyncResult)told).AsyncWaitHandle.WaitOne(Moment);
    }

    private sealed class Subscription(ServerStop stop) : IDisposable
    {
        public void Dispose() => stop._subscribers.TryRemove(this, out _);
    }
}
