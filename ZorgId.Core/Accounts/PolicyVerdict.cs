namespace ZorgId.Core.Accounts;

/// <summary>What the policy says of an act. Each value allows more than those before it.</summary>
public enum PolicyVerdict
{
    Refused,

    /// <summary>Another administrator has to approve it first.</summary>
    AfterApproval,

    /// <summary>It ends by itself after four days (<i>Tijdelijk blokkeren</i>).</summary>
    ForFourDays,
    Allowed,
}
