using System.Globalization;
using ZorgId.Core.Accounts;
using ZorgId.Web.Portal.Overview;

namespace ZorgId.Web.Portal;

/// <summary>The domain's values as people read them.</summary>
public static class ScreenText
{
    /// <summary>Functional and technical name side by side, as the manual has them: <c>Zorgmedewerker (Signer)</c>.</summary>
    public static string OnScreen(this Role role) => $"{role switch
    {
        Role.Signer => OverviewTexts.RoleSigner,
        Role.Registrar => OverviewTexts.RoleRegistrar,
        Role.Administrator => OverviewTexts.RoleAdministrator,
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    }} ({role})";

    /// <summary>Day first; what the WID does not tell is zero there too: <c>00-00-1980</c>.</summary>
    public static string ToDutch(this BirthDate date) => string.Create(CultureInfo.InvariantCulture, $"{date.Day:D2}-{date.Month:D2}-{date.Year:D4}");
}
