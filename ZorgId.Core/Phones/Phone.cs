using ZorgId.Core.Accounts;

namespace ZorgId.Core.Phones;

public enum PhoneState
{
    Active,

    /// <summary>Not final.</summary>
    Blocked,

    /// <summary>Final: replaced by a newer phone, given up, or taken away.</summary>
    Revoked,
}

/// <summary>A key bound to an account. An account has one that is not revoked at most.</summary>
public sealed class Phone
{
    /// <summary>Wrong PINs in a row, over all messages, that block a phone (PROTOCOL, PIN).</summary>
    public const int PinTries = 3;

    public Phone(PhoneId id, AccountId accountId, PortalEnvironment environment, PhoneKey key, byte[] protectedPinKey, DeviceDescription device, DateTime enrolledAt)
    {
        (Id, AccountId, Environment, ProtectedPinKey, EnrolledAt) = (id, accountId, environment, protectedPinKey, enrolledAt);
        (Kid, PublicKey) = (key.Kid, key.ToBytes());
        (DeviceName, DevicePlatform) = (device.Name, device.Platform);
    }

    private Phone() => (Kid, PublicKey, ProtectedPinKey, DeviceName, DevicePlatform) = (null!, null!, null!, null!, null!);

    public PhoneId Id { get; private set; }

    public AccountId AccountId { get; private set; }

    public PortalEnvironment Environment { get; private set; }

    public string Kid { get; private set; }

    public byte[] PublicKey { get; private set; }

    /// <summary>K_pin, encrypted with Data Protection.</summary>
    public byte[] ProtectedPinKey { get; private set; }

    public string DeviceName { get; private set; }

    public string DevicePlatform { get; private set; }

    public PhoneState State { get; private set; }

    /// <summary>0 to <see cref="PinTries"/>. Changed by <see cref="PinCheck"/> only, in the database.</summary>
    public int PinFailures { get; private set; }

    public DateTime EnrolledAt { get; private set; }

    public DateTime? LastUsedAt { get; private set; }

    public Account Account { get; private set; } = null!;

    /// <param name="protectedPinKey">The new K_pin, encrypted with Data Protection.</param>
    public void ChangePin(byte[] protectedPinKey) => ProtectedPinKey = protectedPinKey;

    /// <summary>The key dies; nothing brings it back.</summary>
    public void Revoke() => State = PhoneState.Revoked;

    /// <summary>Whether what it opened in the portal may stay open. Its account must be loaded, with its memberships.</summary>
    public bool OpensPortal => State == PhoneState.Active && Account.MayOpenPortal;

    /// <summary>Why this phone may not speak now, or null (PROTOCOL, Errors).</summary>
    public RefusalReason? Standing => (State, Account.Status, PinFailures) switch
    {
        (PhoneState.Revoked, _, _) or (_, AccountStatus.Revoked, _) => RefusalReason.PhoneRevoked,
        (PhoneState.Blocked, _, _) or (_, AccountStatus.Blocked, _) => RefusalReason.PhoneBlocked,
        (_, _, >= PinTries) => RefusalReason.PinBlocked,
        _ => null,
    };
}
