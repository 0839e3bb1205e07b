namespace ZorgId.Core.Common;

/// <summary>
/// The machine's clock, which may be set back, as a clock that never goes back: after a step back it goes on from where it
/// was. Otherwise what was over would be good again: a code, a nonce, a session. A new process takes the machine's time.
/// </summary>
public sealed class SteadyClock(TimeProvider machine) : TimeProvider
{
    private readonly Lock _lock = new();
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private long _readAt;

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override long TimestampFrequency => machine.TimestampFrequency;

    /// <summary>How far the machine's clock was set back since this process began; zero where it was not.</summary>
    public TimeSpan Behind
    {
        get
        {
            var difference = GetUtcNow() - machine.GetUtcNow();
            return difference > TimeSpan.Zero ? difference : TimeSpan.Zero;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            var (now, readAt) = (machine.GetUtcNow(), machine.GetTimestamp());
            // The least that it can be: what passed since the last reading is known by the other clock, which nobody sets.
            var least = _last == DateTimeOffset.MinValue || readAt < _readAt ? _last : _last + machine.GetElapsedTime(_readAt, readAt);
            (_last, _readAt) = (now > least ? now : least, readAt);
            return _last;
        }
    }

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);
}
