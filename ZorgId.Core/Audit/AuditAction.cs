namespace ZorgId.Core.Audit;

/// <summary>What happened. Names are stored: add, never rename.</summary>
public enum AuditAction
{
    AdministratorAdded,
    UserRegistered,

    /// <summary>Someone who exists already was typed into the form.</summary>
    RegistrationRefused,
    EnrollmentOpened,
    SessionClaimed,
    SecondPhoneTurnedAway,
    SessionAccepted,
    SessionRefused,
    SessionCancelled,
    SessionExpired,
    PhoneBound,
    PhoneReplaced,
    PhoneRevoked,
    PinRefused,
    PhonePinBlocked,
    SignedIn,
    SignedOut,
    PortalSessionEnded,
}
