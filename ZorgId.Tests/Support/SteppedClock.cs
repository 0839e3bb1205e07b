using Microsoft.Extensions.Time.Testing;

namespace ZorgId.Tests.Support;

/// <summary>A machine whose time of day someone sets; what measures intervals goes on.</summary>
public sealed class SteppedClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private TimeSpan _step;

    public void Step(TimeSpan by) => _step += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _step;

    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
