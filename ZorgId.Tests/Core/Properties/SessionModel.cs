using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;

namespace ZorgId.Tests.Core.Properties;

/// <summary>
/// A login session and two phones, as the protocol's tables and the drawing have them, in as few words as they allow: what
/// the real one is compared with. Seconds are counted from its opening.
/// </summary>
internal sealed class SessionModel
{
    private const int Lifetime = 120;
    private const int Usable = 60;
    private const int KeptUnclaimed = 300;

    private int _now;
    private int _expiresAt = Lifetime;
    private int _acceptedAt;
    private int _endedAt;

    public SessionState State { get; private set; }

    public int? Holder { get; private set; }

    /// <summary>No phone had claimed it, and a sweep came long enough after its end.</summary>
    public bool IsForgotten { get; private set; }

    public bool IsOpen => State == SessionState.Open && !IsPast;

    private bool IsPast => State is SessionState.Open or SessionState.Claimed && _now >= _expiresAt;

    public void Pass(int seconds) => _now += seconds;

    public string Claim(int phone)
    {
        if (End is { } end)
            return end;
        if (State == SessionState.Claimed)
            return Holder == phone ? "claimed" : nameof(RefusalReason.SessionClaimed);
        (State, Holder, _expiresAt) = (SessionState.Claimed, phone, Math.Max(_expiresAt, _now + Lifetime));
        return "claimed";
    }

    public string Decide(int phone, bool accept)
    {
        if (Holder != phone)
            return nameof(RefusalReason.SessionUnknown);
        if (accept && State is SessionState.Accepted or SessionState.Used)
            return "accepted";
        if (!accept && State == SessionState.Refused)
            return "refused";
        if (End is { } end)
            return end;
        (State, _acceptedAt) = (accept ? SessionState.Accepted : SessionState.Refused, _now);
        return accept ? "accepted" : "refused";
    }

    public void Cancel()
    {
        if (State is SessionState.Open or SessionState.Claimed && !IsPast)
            (State, _endedAt) = (SessionState.Cancelled, _now);
    }

    public void Sweep()
    {
        if (IsPast)
            (State, _endedAt) = (SessionState.Expired, _now);
        else
            IsForgotten = State is SessionState.Cancelled or SessionState.Expired && Holder is null && _now > _endedAt + KeptUnclaimed;
    }

    public bool SignIn()
    {
        if (State != SessionState.Accepted || _now >= _acceptedAt + Usable)
            return false;
        State = SessionState.Used;
        return true;
    }

    // How it ended, as whoever comes too late hears it.
    private string? End => State switch
    {
        SessionState.Accepted or SessionState.Used => "closed: accepted",
        SessionState.Refused => "closed: refused",
        SessionState.Cancelled => "closed: cancelled",
        SessionState.Expired => nameof(RefusalReason.SessionExpired),
        _ => IsPast ? nameof(RefusalReason.SessionExpired) : null,
    };
}
