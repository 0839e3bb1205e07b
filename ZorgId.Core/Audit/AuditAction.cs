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

    /// <summary>A beheerder said that the phone that accepted is the user's, and not the one that was turned away.</summary>
    SecondPhoneAnswered,
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

    /// <summary>The app was opened with the right PIN. The first time in an hour; the next entry of the phone counts the others.</summary>
    PhoneUnlocked,

    /// <summary>A phone that is blocked, or whose PIN is, was used all the same; the detail tells which of the two.</summary>
    BlockedPhoneTried,

    /// <summary>Who may not open the portal wanted to; once for a session and an account.</summary>
    LoginRefused,
    SignedIn,
    SignedOut,
    PortalSessionEnded,

    /// <summary>Entries that were kept long enough are gone; the detail tells the last of them.</summary>
    LogPruned,

    /// <summary>An older copy took the place of the database; the detail tells the head of the log that it replaced.</summary>
    DatabaseRestored,

    /// <summary>A demo began anew: its people are others now.</summary>
    DemoReset,

    /// <summary>
    /// Another certificate wraps the key ring; the detail tells how many keys, and the thumbprints of the old one and the new.
    /// </summary>
    KeysRewrapped,
}
