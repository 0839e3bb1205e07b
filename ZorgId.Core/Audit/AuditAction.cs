namespace ZorgId.Core.Audit;

/// <summary>What happened. Names are stored: add, never rename.</summary>
public enum AuditAction
{
    AdministratorAdded,
    UserRegistered,
    EnrollmentOpened,
    SessionClaimed,
    SecondPhoneTurnedAway,
    SessionAccepted,
    SessionRefused,
    SessionCancelled,
    SessionExpired,
    PhoneBound,
    PhoneReplaced,
    PinRefused,
    PhonePinBlocked,
    SignedIn,
    SignedOut,
    PortalSessionEnded,
}
