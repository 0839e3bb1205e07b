using ZorgId.Core.PortalSessions;

namespace ZorgId.Web.Portal.Start;

/// <summary>What the start page tells whoever did not come there by their own choice. The address holds a word for it, never a text.</summary>
public static class Notice
{
    public const string Parameter = "melding";

    /// <summary>A login that could not be used any more.</summary>
    public const string LoginFailed = "verlopen";

    /// <summary>A login that the database could not be asked about.</summary>
    public const string LoginOutage = "storing";

    private const string Idle = "inactief";
    private const string Total = "maximum";
    private const string LoggedOut = "uitgelogd";
    private const string AccessGone = "geen-toegang";

    public static string Word(PortalSessionEnd end) => end switch
    {
        PortalSessionEnd.Idle => Idle,
        PortalSessionEnd.Total => Total,
        PortalSessionEnd.LoggedOut => LoggedOut,
        PortalSessionEnd.AccessGone => AccessGone,
        _ => throw new ArgumentOutOfRangeException(nameof(end)),
    };

    /// <summary>The start page, telling why someone's portal session is over and knowing where they were.</summary>
    public static string Route(PortalSessionEnd end, string? from) => Route(Word(end), from);

    /// <summary>The start page, telling what this word stands for.</summary>
    public static string Route(string word, string? from) => Hosting.ReturnPath.Append($"{PortalRoutes.Start}?{Parameter}={word}", from);

    /// <summary>The sentence for a word; null for one that is not ours.</summary>
    public static string? Sentence(string? word, bool isLoggedIn) => word switch
    {
        LoginFailed => isLoggedIn ? StartTexts.AlreadyLoggedIn : StartTexts.LoginFailed,
        LoginOutage => StartTexts.LoginOutage,
        Idle => StartTexts.EndedIdle,
        Total => StartTexts.EndedTotal,
        LoggedOut => StartTexts.EndedElsewhere,
        AccessGone => StartTexts.EndedAccess,
        _ => null,
    };
}
