namespace ZorgId.Core.Audit;

/// <summary>What happened. The names are stored, so one may be added, and none renamed.</summary>
public enum AuditAction
{
    OrganisationAdded,
    AdministratorAdded,
    UserRegistered,

    /// <summary>A beheerder typed the data of a person who has an account already.</summary>
    RegistrationRefused,
    EnrollmentOpened,

    /// <summary>A typed code was shown, for someone who cannot scan the QR.</summary>
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

    /// <summary>Its owner gave it up, on the phone itself.</summary>
    PhoneGivenUp,
    PinChanged,
    PinRefused,
    PhonePinBlocked,

    /// <summary>
    /// The app was opened with the right PIN. Only the first time in an hour is an entry; the phone's next
    /// entry carries the number of the others.
    /// </summary>
    PhoneUnlocked,

    /// <summary>A phone was used although it, or its PIN, is blocked; the detail tells which of the two.</summary>
    BlockedPhoneTried,

    /// <summary>
    /// A phone wanted to log in with an account that may not open the portal. It is recorded once for a session and an account.
    /// </summary>
    LoginRefused,
    SignedIn,
    SignedOut,
    PortalSessionEnded,

    /// <summary>Entries that were kept long enough were deleted; the detail tells the last of them.</summary>
    LogPruned,

    /// <summary>A backup took the place of the database; the detail tells the head of the log that it replaced.</summary>
    DatabaseRestored,

    /// <summary>The database was moved from SQLite to PostgreSQL; the detail tells the head of the log that was moved.</summary>
    DatabaseMoved,

    /// <summary>A demo was reset, and its people are others now.</summary>
    DemoReset,

    /// <summary>
    /// The key ring is encrypted with another certificate; the detail tells how many keys, and the
    /// thumbprints of the old one and the new.
    /// </summary>
    KeysRewrapped,
}
