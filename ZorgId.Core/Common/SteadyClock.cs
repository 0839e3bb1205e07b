namespace ZorgId.Core.Common;

/// <summary>
/// A clock that never goes back, although the machine's may be set back: it then goes on from where it was. Otherwise
/// a code, a nonce or a session that is over would be valid again. A new process starts with the machine's time.
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
            // The timestamp, which nobody can set, tells how much time has passed since the last reading; the time
            // is at least that much later.
            var least = _last == DateTimeOffset.MinValue || readAt < _readAt ? _last : _last + machine.GetElapsedTime(_readAt, readAt);
            (_last, _readAt) = (now > least ? now : least, readAt);
            return _last;
        }
    }

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);
}
