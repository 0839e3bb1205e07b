namespace ZorgId.Core.Audit;

/// <summary>What happened. Names are stored: add, never rename.</summary>
public enum AuditAction
{
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
    SignedIn,
    SignedOut,
    PortalSessionEnded,
}
