using ZorgId.Core.Accounts;

namespace ZorgId.Core.Phones;

public enum PhoneState
{
    Active,

    /// <summary>The block can be lifted.</summary>
    Blocked,

    /// <summary>Final: replaced by a newer phone, given up, or taken away.</summary>
    Revoked,
}

/// <summary>A key that is bound to an account. An account has at most one that is not revoked.</summary>
public sealed class Phone
{
    /// <summary>Wrong PINs in a row, over all messages, that block a phone (PROTOCOL, The PIN).</summary>
    public const int PinTries = 3;

    /// <summary>
    /// Wrong PINs within <see cref="PinDay"/> that block it too, even with right ones between them. Otherwise someone
    /// with a copy of its key could guess while its owner keeps setting back the count in a row (PROTOCOL, The PIN).
    /// </summary>
    public const int PinTriesADay = 9;

    /// <summary>How long a wrong PIN counts among those of a day.</summary>
    public static readonly TimeSpan PinDay = TimeSpan.FromHours(24);

    /// <param name="protect">Encrypts the phone's K_pin for it.</param>
    public Phone(
        PhoneId id,
        AccountId accountId,
        PortalEnvironment environment,
        PhoneKey key,
        Func<PinOwner, byte[]> protect,
        DeviceDescription device,
        DateTime enrolledAt)
    {
        (Id, AccountId, Environment, EnrolledAt) = (id, accountId, environment, enrolledAt);
        (Kid, PublicKey) = (key.Kid, key.ToBytes());
        ProtectedPinKey = protect(PinOwner);
        (DeviceName, DevicePlatform) = (device.Name, device.Platform);
    }

    private Phone() => (Kid, PublicKey, ProtectedPinKey, DeviceName, DevicePlatform) = (null!, null!, null!, null!, null!);

    public PhoneId Id { get; private set; }

    public AccountId AccountId { get; private set; }

    public PortalEnvironment Environment { get; private set; }

    public string Kid { get; private set; }

    public byte[] PublicKey { get; private set; }

    /// <summary>K_pin, encrypted with Data Protection for <see cref="PinOwner"/>.</summary>
    public byte[] ProtectedPinKey { get; private set; }

    public string DeviceName { get; private set; }

    public string DevicePlatform { get; private set; }

    public PhoneState State { get; private set; }

    /// <summary>0 to <see cref="PinTries"/>. Only <see cref="PinCheck"/> changes it, in the database.</summary>
    public int PinFailures { get; private set; }

    /// <summary>
    /// Wrong PINs that the owner has not been told of. <see cref="PinCheck"/> and an unlock change it, in the database.
    /// </summary>
    public int UntoldWrongPins { get; private set; }

    public DateTime? LastWrongPinAt { get; private set; }

    /// <summary>When the log was last told that the app was opened (<see cref="UnlockEntries"/>).</summary>
    public DateTime? UnlockLoggedAt { get; private set; }

    /// <summary>Unlocks that no entry of the log tells of yet.</summary>
    public int UnloggedUnlocks { get; private set; }

    public DateTime EnrolledAt { get; private set; }

    /// <summary>When the last right PIN came. It is exact, whether the log has an entry of it or only counts it.</summary>
    public DateTime? LastUsedAt { get; private set; }

    public Account Account { get; private set; } = null!;

    public PinOwner PinOwner => new(Id, AccountId, Kid, PublicKey);

    /// <param name="protectedPinKey">The new K_pin, encrypted with Data Protection for <see cref="PinOwner"/>.</param>
    public void ChangePin(byte[] protectedPinKey) => ProtectedPinKey = protectedPinKey;

    /// <summary>Revokes the key for good.</summary>
    public void Revoke() => State = PhoneState.Revoked;

    /// <summary>Whether what it opened in the portal may stay open. Its account must be loaded, with its memberships.</summary>
    public bool OpensPortal => State == PhoneState.Active && Account.MayOpenPortal;

    /// <summary>Why messages of this phone are refused now, or null (PROTOCOL, Errors).</summary>
    public RefusalReason? Refusal => FindRefusal(State, Account.Status, PinFailures);

    internal static RefusalReason? FindRefusal(PhoneState state, AccountStatus account, int pinFailures) =>
        (state, account, pinFailures) switch
        {
            (PhoneState.Revoked, _, _) or (_, AccountStatus.Revoked, _) => RefusalReason.PhoneRevoked,
            (PhoneState.Blocked, _, _) or (_, AccountStatus.Blocked, _) => RefusalReason.PhoneBlocked,
            (_, _, >= PinTries) => RefusalReason.PinBlocked,
            _ => null,
        };
}
