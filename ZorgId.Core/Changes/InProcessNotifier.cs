using System.Threading.Channels;

namespace ZorgId.Core.Changes;

/// <summary>
/// Hints within one process, which is enough for SQLite and its one node. A change that the command
/// line makes is seen by pages that read again at intervals.
/// </summary>
public sealed class InProcessNotifier(TimeProvider time) : IChangeNotifier
{
    // One lock is enough, because the work under it is short. It keeps a new subscription from being lost
    // while the set of its topic is removed.
    private readonly Lock _gate = new();
    private readonly Dictionary<Topic, HashSet<Subscription>> _subscriptions = [];

    public void Publish(params ReadOnlySpan<Topic> topics)
    {
        HashSet<Subscription> listeners = [];
        lock (_gate)
        {
            foreach (var topic in topics)
            {
                if (_subscriptions.TryGetValue(topic, out var found))
                    listeners.UnionWith(found);
            }
        }

        foreach (var listener in listeners)
            listener.Hint();
    }

    /// <summary>Hints at all topics to all listeners, because some changes may have been missed.</summary>
    public void PublishAll()
    {
        HashSet<Subscription> listeners;
        lock (_gate)
            listeners = [.. _subscriptions.Values.SelectMany(s => s)];
        foreach (var listener in listeners)
            listener.Hint();
    }

    public IChangeSubscription Subscribe(params ReadOnlySpan<Topic> topics)
    {
        var subscription = new Subscription(this, [.. topics], time);
        lock (_gate)
        {
            foreach (var topic in topics)
            {
                if (!_subscriptions.TryGetValue(topic, out var listeners))
                    _subscriptions.Add(topic, listeners = []);
                listeners.Add(subscription);
            }
        }

        return subscription;
    }

    private void Remove(Subscription subscription, Topic[] topics)
    {
        lock (_gate)
        {
            foreach (var topic in topics)
            {
                if (_subscriptions.TryGetValue(topic, out var listeners) && listeners.Remove(subscription) && listeners.Count == 0)
                    _subscriptions.Remove(topic);
            }
        }
    }

    private sealed class Subscription(InProcessNotifier owner, Topic[] topics, TimeProvider time) : IChangeSubscription
    {
        // There is room for one hint, because a listener reads the row once, however many changes there were.
        private readonly Channel<bool> _hints =
            Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

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
                // The time is over; the caller reads the row all the same.
            }
        }

        public void Dispose() => owner.Remove(this, topics);
    }
}
