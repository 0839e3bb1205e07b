namespace ZorgId.Core.QrSessions;

/// <summary>Why a session was cancelled. The names are stored, so one may be added, and none renamed.</summary>
public enum CancelReason
{
    /// <summary>Its dialog was closed, or its page was left.</summary>
    ClosedInPortal,

    /// <summary>A newer QR of the same account took its place.</summary>
    NewQr,

    /// <summary>The third wrong PIN.</summary>
    PinBlocked,

    /// <summary>It was open in a backup of the database that was put back.</summary>
    DatabaseRestored,

    /// <summary>The person who opened the enrollment may not do so any more.</summary>
    OpenerLostAccess,
}
