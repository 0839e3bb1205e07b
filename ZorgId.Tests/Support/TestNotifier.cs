using System.Collections.Concurrent;
using ZorgId.Core.Changes;

namespace ZorgId.Tests.Support;

/// <summary>The real hints, written down as they pass.</summary>
public sealed class TestNotifier(TimeProvider time) : IChangeNotifier
{
    private readonly InProcessNotifier _real = new(time);

    public ConcurrentQueue<Topic> Published { get; } = new();

    /// <summary>Hints are lost on their way.</summary>
    public bool IsLosing { get; set; }

    public void Publish(params ReadOnlySpan<Topic> topics)
    {
        foreach (var topic in topics)
            Published.Enqueue(topic);
        if (!IsLosing)
            _real.Publish(topics);
    }

    public IChangeSubscription Subscribe(params ReadOnlySpan<Topic> topics) => _real.Subscribe(topics);
}
