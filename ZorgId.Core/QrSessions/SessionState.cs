namespace ZorgId.Core.QrSessions;

public enum SessionState
{
    /// <summary>The QR may be scanned; no phone has claimed it yet.</summary>
    Open,

    /// <summary>One phone has claimed it, and its owner is deciding.</summary>
    Claimed,
    Accepted,
    Refused,
    Expired,
    Cancelled,

    /// <summary>A browser was signed in by this accepted login.</summary>
    Used,
}

public static class SessionStates
{
    public static bool HasEnded(this SessionState state) => state is not (SessionState.Open or SessionState.Claimed);

    /// <summary>
    /// The state in a <c>session-closed</c> answer (PROTOCOL, Errors). A login that was used is still <c>accepted</c> there.
    /// </summary>
    public static string WireName(this SessionState state) => state switch
    {
        SessionState.Accepted or SessionState.Used => "accepted",
        SessionState.Refused => "refused",
        SessionState.Cancelled => "cancelled",
        SessionState.Expired => "expired",
        SessionState.Open or SessionState.Claimed => throw new ArgumentException("The session has not ended.", nameof(state)),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
