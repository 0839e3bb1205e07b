namespace ZorgId.Core.Common;

/// <summary>The two environments in which a person can have their one account, each with an origin of its own.</summary>
public enum PortalEnvironment
{
    Productie,
    Acceptatie,
}

public static class PortalEnvironments
{
    /// <summary>The name on the wire and in the settings (PROTOCOL, Words): <c>productie</c> or <c>acceptatie</c>.</summary>
    public static string WireName(this PortalEnvironment environment) => environment switch
    {
        PortalEnvironment.Productie => "productie",
        PortalEnvironment.Acceptatie => "acceptatie",
        _ => throw new ArgumentOutOfRangeException(nameof(environment)),
    };
}
