namespace ZorgId.Core.Audit;

/// <summary>What happened. Names are stored: add, never rename.</summary>
public enum AuditAction
{
    OrganisationAdded,
    AdministratorAdded,
    UserRegistered,

    /// <summary>Someone who exists already was typed into the form.</summary>
    RegistrationRefused,
    EnrollmentOpened,

    /// <summary>For who cannot scan the QR.</summary>
    TypedCodeShown,
    SessionClaimed,
    SecondPhoneTurnedAway,
    SessionAccepted,
    SessionRefused,
    SessionCancelled,
    SessionExpired,
    PhoneBound,
    PhoneReplaced,
    PhoneRevoked,

    /// <summary>By its owner, on the phone itself.</summary>
    PhoneGivenUp,
    PinChanged,
    PinRefused,
    PhonePinBlocked,

    /// <summary>The app was opened with the right PIN.</summary>
    PhoneUnlocked,
    SignedIn,
    SignedOut,
    PortalSessionEnded,

    /// <summary>Entries that were kept long enough are gone; the detail tells the last of them.</summary>
    LogPruned,

    /// <summary>An older copy took the place of the database; the detail tells the head of the log that it replaced.</summary>
    DatabaseRestored,

    /// <summary>A demo began anew: its people are others now.</summary>
    DemoReset,
}
