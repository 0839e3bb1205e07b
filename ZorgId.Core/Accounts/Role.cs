namespace ZorgId.Core.Accounts;

/// <summary>What a membership allows at its organisation. The names are the portal's technical role names.</summary>
public enum Role
{
    /// <summary>Zorgmedewerker: uses the phone app, has no access to the portal.</summary>
    Signer,

    /// <summary>Beheerder: registers zorgmedewerkers of the organisations they manage.</summary>
    Registrar,

    /// <summary>Administrator: all that a beheerder may, and makes beheerders and administrators.</summary>
    Administrator,
}

public static class Roles
{
    public static bool OpensPortal(this Role role) => role is Role.Registrar or Role.Administrator;
}
