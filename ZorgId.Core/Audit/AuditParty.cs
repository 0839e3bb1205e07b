namespace ZorgId.Core.Audit;

/// <summary>What sort of party did something. The names are stored, so one may be added, and none renamed.</summary>
public enum AuditParty
{
    /// <summary>A person with an account, by portal or phone: the entry's actor.</summary>
    Account,

    /// <summary>A phone that has no account yet.</summary>
    PhoneWithoutAccount,

    /// <summary>A browser in which nobody is logged in.</summary>
    BrowserWithoutLogin,

    /// <summary>Someone who may run commands on the server's machine; the entry's client tells their name there.</summary>
    Operator,

    /// <summary>The portal itself.</summary>
    System,
}
