namespace ZorgId.Tests.Browser;

/// <summary>What can stand between a scanned session and its end.</summary>
public enum Trouble
{
    UnknownKind,
    OtherPortal,
    UnknownPortal,
    WrongEnvironment,
    SessionUnknown,
    CodeExpired,
    SessionExpired,
    ClaimedByAnother,
    AcceptedByAnother,
    RefusedByAnother,
    ClosedByPortal,
    PhoneBlocked,
    AccountBlocked,
    PhoneRevoked,
    PhoneUnknown,
    PinBlockedElsewhere,
    RoleNotAllowed,
    OtherAccount,
    AccountExists,
    PhoneOfAnother,
    TooManyRequests,
    PortalFailure,
    UnexpectedAnswer,
    AnswerOfAnotherKind,
    MalformedMessage,
    MessageTooLarge,
    UnsupportedMediaType,
}
