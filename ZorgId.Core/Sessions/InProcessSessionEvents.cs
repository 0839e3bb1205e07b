using System.Collections.Concurrent;
using System.Threading.Channels;

namespace ZorgId.Core.Sessions;

/// <summary>Hints within one process: all that SQLite, which serves one process, needs.</summary>
public sealed class InProcessSessionEvents(TimeProvider time) : ISessionEvents
{
    private readonly ConcurrentDictionary<SessionId, ConcurrentDictionary<Subscription, byte>> _subscriptions = new();

    public void Publish(SessionId sid)
    {
        if (!_subscriptions.TryGetValue(sid, out var listeners))
            return;
        foreach (var listener in listeners.Keys)
            listener.Hint();
    }

    public ISessionSubscription Subscribe(SessionId sid)
    {
        var subscription = new Subscription(this, sid, time);
        // A listener that leaves may take the emptied set with it just now: look again that ours is the one in use.
        while (true)
        {
            var listeners = _subscriptions.GetOrAdd(sid, _ => new());
            listeners[subscription] = 0;
            if (_subscriptions.TryGetValue(sid, out var current) && current == listeners)
                return subscription;
        }
    }

    private void Remove(Subscription subscription, SessionId sid)
    {
        if (!_subscriptions.TryGetValue(sid, out var listeners))
            return;
        listeners.TryRemove(subscription, out _);
        if (listeners.IsEmpty)
            _subscriptions.TryRemove(new(sid, listeners));
    }

    private sealed class Subscription(InProcessSessionEvents owner, SessionId sid, TimeProvider time) : ISessionSubscription
    {
        // Room for one hint: who reads the row after ten changes needs to read it once.
        private readonly Channel<bool> _hints = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        public void Hint() => _hints.Writer.TryWrite(true);

        public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellation)
        {
            using var deadline = new CancellationTokenSource(atMost, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
            try
            {
                await _hints.Reader.ReadAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // The time is over; the caller re-reads all the same.
            }
        }

        public void Dispose() => owner.Remove(this, sid);
    }
}
