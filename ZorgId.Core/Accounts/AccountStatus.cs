namespace ZorgId.Core.Accounts;

public enum AccountStatus
{
    /// <summary>Registered; no phone has accepted an enrollment yet.</summary>
    AwaitingActivation,
    Active,
    Blocked,

    /// <summary>Final. The person may be registered anew.</summary>
    Revoked,
}
