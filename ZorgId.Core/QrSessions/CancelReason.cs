namespace ZorgId.Core.QrSessions;

/// <summary>Why a session was cancelled. Names are stored: add, never rename.</summary>
public enum CancelReason
{
    /// <summary>Its dialog was closed, or its page was left.</summary>
    ClosedInPortal,

    /// <summary>A newer QR of the same account took its place.</summary>
    NewQr,

    /// <summary>The third wrong PIN.</summary>
    PinBlocked,

    /// <summary>It stood open in a copy of the database that was put back.</summary>
    DatabaseRestored,

    /// <summary>Who opened the enrollment may not do so any more.</summary>
    OpenerLostAccess,
}
