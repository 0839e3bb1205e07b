namespace ZorgId.Core.Users;

/// <summary>
/// What a row of the overview shows: the account's status, and what its phone adds to it. The list is sorted in this order.
/// </summary>
public enum UserStatus
{
    Active,
    AwaitingActivation,

    /// <summary>An active account whose phone takes no PIN any more; a new QR brings a new PIN.</summary>
    PinBlocked,
    Blocked,
    Revoked,
}
