using ZorgId.Core.Accounts;

namespace ZorgId.Core.Phones;

/// <summary>
/// The phone that a key belongs to, as it was when the message came. Only <see cref="Refusal"/> can be another since; whoever
/// writes reads the phone again in that transaction.
/// </summary>
public sealed record KnownPhone(
    PhoneId Id,
    AccountId AccountId,
    string Kid,
    byte[] PublicKey,
    string DeviceName,
    PhoneState State,
    AccountStatus AccountStatus,
    int PinFailures)
{
    /// <inheritdoc cref="Phone.Refusal"/>
    public RefusalReason? Refusal => Phone.FindRefusal(State, AccountStatus, PinFailures);
}
