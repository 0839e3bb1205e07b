namespace ZorgId.Core.Audit;

/// <summary>What sort of party did something. Names are stored: add, never rename.</summary>
public enum AuditParty
{
    /// <summary>A person with an account, by portal or phone: the entry's actor.</summary>
    Account,

    /// <summary>A phone that has no account yet.</summary>
    PhoneWithoutAccount,

    /// <summary>A browser in which nobody is logged in.</summary>
    BrowserWithoutLogin,

    /// <summary>Who may give commands on the server's machine; the entry's client tells their name there.</summary>
    Operator,

    /// <summary>The portal by itself.</summary>
    System,
}
