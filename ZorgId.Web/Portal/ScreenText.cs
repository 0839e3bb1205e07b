using System.Globalization;
using ZorgId.Core.Accounts;
using ZorgId.Web.Portal.Overview;

namespace ZorgId.Web.Portal;

/// <summary>The domain's values as people read them.</summary>
public static class ScreenText
{
    private static readonly TimeZoneInfo Netherlands = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>Functional and technical name side by side, as the manual has them: <c>Zorgmedewerker (Signer)</c>.</summary>
    public static string OnScreen(this Role role) => $"{role switch
    {
        Role.Signer => OverviewTexts.RoleSigner,
        Role.Registrar => OverviewTexts.RoleRegistrar,
        Role.Administrator => OverviewTexts.RoleAdministrator,
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    }} ({role})";

    public static string OnScreen(this AccountStatus status) => status switch
    {
        AccountStatus.AwaitingActivation => OverviewTexts.AwaitingActivation,
        AccountStatus.Active => OverviewTexts.Active,
        AccountStatus.Blocked => OverviewTexts.Blocked,
        AccountStatus.Revoked => OverviewTexts.Revoked,
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>A moment (UTC) as the clock on the wall had it.</summary>
    public static string ToDutch(this DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(utc, Netherlands).ToString("dd-MM-yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Day first; what the WID does not tell is zero there too: <c>00-00-1980</c>.</summary>
    public static string ToDutch(this BirthDate date) => string.Create(CultureInfo.InvariantCulture, $"{date.Day:D2}-{date.Month:D2}-{date.Year:D4}");
}
