using System.Collections.Concurrent;
using ZorgId.Core.Sessions;

namespace ZorgId.Tests.Support;

/// <summary>The real hints, written down as they pass.</summary>
public sealed class TestSessionEvents(TimeProvider time) : ISessionEvents
{
    private readonly InProcessSessionEvents _real = new(time);

    public ConcurrentQueue<SessionId> Published { get; } = new();

    public void Publish(SessionId sid)
    {
        Published.Enqueue(sid);
        _real.Publish(sid);
    }

    public ISessionSubscription Subscribe(SessionId sid) => _real.Subscribe(sid);
}
