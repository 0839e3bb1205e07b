namespace ZorgId.Core.QrSessions;

public enum SessionState
{
    /// <summary>The QR stands; no phone has it yet.</summary>
    Open,

    /// <summary>One phone has it, and its owner is deciding.</summary>
    Claimed,
    Accepted,
    Refused,
    Expired,
    Cancelled,

    /// <summary>An accepted login that a browser was signed in by.</summary>
    Used,
}

public static class SessionStates
{
    public static bool HasEnded(this SessionState state) => state is not (SessionState.Open or SessionState.Claimed);

    /// <summary>
    /// The state in a <c>session-closed</c> answer (PROTOCOL, Errors); a phone's <c>accepted</c> stays so when it is used.
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
