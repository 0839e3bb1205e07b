using ZorgId.Core.Accounts;
using ZorgId.Core.Users;

namespace ZorgId.Web.Portal.Users;

/// <summary>Roles and statuses as people read them.</summary>
public static class UserText
{
    /// <summary>
    /// The functional and the technical name, as in the manual: <c>Zorgmedewerker (Signer)</c>. Where they are equal, the name comes once.
    /// </summary>
    public static string OnScreen(this Role role)
    {
        var (functional, technical) = (role.FunctionalName(), role.ToString());
        return functional == technical ? functional : $"{functional} ({technical})";
    }

    private static string FunctionalName(this Role role) => role switch
    {
        Role.Signer => OverviewTexts.RoleSigner,
        Role.Registrar => OverviewTexts.RoleRegistrar,
        Role.Administrator => OverviewTexts.RoleAdministrator,
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    public static string OnScreen(this UserStatus status) => status switch
    {
        UserStatus.AwaitingActivation => OverviewTexts.AwaitingActivation,
        UserStatus.Active => OverviewTexts.Active,
        UserStatus.PinBlocked => OverviewTexts.PinBlocked,
        UserStatus.Blocked => OverviewTexts.Blocked,
        UserStatus.Revoked => OverviewTexts.Revoked,
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
