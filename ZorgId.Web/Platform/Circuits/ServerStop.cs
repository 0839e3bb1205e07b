using System.Collections.Concurrent;

namespace ZorgId.Web.Platform.Circuits;

/// <summary>
/// Tells who wants to know that the server begins to stop, while their circuits still stand, and gives them a moment to
/// pass it on.
/// </summary>
public sealed class ServerStop(IHostApplicationLifetime lifetime)
{
    /// <summary>A browser that has not heard it by then sees its connection go, as it does when a server is killed.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Subscription, Func<Task>> _subscribers = new();
    private int _isRegistered;

    /// <summary>From the first moment on.</summary>
    public bool HasBegun => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <param name="tell">Called once, from any thread. What it throws is of no consequence.</param>
    /// <returns>Ends the subscription.</returns>
    public IDisposable Subscribe(Func<Task> tell)
    {
        // SignalR breaks off its connections in a callback of the same token, and the last that was registered is called
        // first: so not before there is a circuit that asks for it.
        if (Interlocked.Exchange(ref _isRegistered, 1) == 0)
            lifetime.ApplicationStopping.Register(TellAll);
        var subscription = new Subscription(this);
        _subscribers[subscription] = tell;
        return subscription;
    }

    // Held here, the stop waits: there is no other way to come before who breaks off the circuits.
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
