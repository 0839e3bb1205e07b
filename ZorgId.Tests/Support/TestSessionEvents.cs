using System.Collections.Concurrent;
using ZorgId.Core.Sessions;

namespace ZorgId.Tests.Support;

/// <summary>The real hints, written down as they pass.</summary>
public sealed class TestSessionEvents(TimeProvider time) : ISessionEvents
{
    private readonly InProcessSessionEvents _real = new(time);

    public ConcurrentQueue<Topic> Published { get; } = new();

    public void Publish(params ReadOnlySpan<Topic> topics)
    {
        foreach (var topic in topics)
            Published.Enqueue(topic);
        _real.Publish(topics);
    }

    public ISessionSubscription Subscribe(params ReadOnlySpan<Topic> topics) => _real.Subscribe(topics);
}
