using ZorgId.Core.PortalSessions;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Web.Portal.Shell;

/// <summary>
/// What the start page tells whoever did not come there by their own choice. The address holds a word for it, never a text.
/// </summary>
public static class Notice
{
    public const string Parameter = "melding";

    /// <summary>A login that could not be used any more.</summary>
    public const string LoginFailed = "verlopen";

    /// <summary>A login that the database could not be asked about.</summary>
    public const string LoginOutage = "storing";

    /// <summary>A login whose browser did not bring back the cookie that it was given.</summary>
    public const string NoCookies = "cookies";

    /// <summary>They have just logged out here.</summary>
    public const string SelfLoggedOut = "zelf-uitgelogd";

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
    public static string Route(string word, string? from) => ReturnPath.Append($"{PagePaths.Start}?{Parameter}={word}", from);

    /// <summary>
    /// The sentence for a word; null for one that is not ours, or that is not true of who is logged in again. The helpdesk stands at {0}.
    /// </summary>
    public static string? Sentence(string? word, bool isLoggedIn) => (word, isLoggedIn) switch
    {
        (LoginFailed, true) => StartTexts.AlreadyLoggedIn,
        (LoginFailed, false) => StartTexts.LoginFailed,
        (LoginOutage, _) => StartTexts.LoginOutage,
        (NoCookies, _) => StartTexts.NoCookies,
        (Idle, false) => StartTexts.EndedIdle,
        (Total, false) => StartTexts.EndedTotal,
        (LoggedOut, false) => StartTexts.EndedElsewhere,
        (SelfLoggedOut, false) => StartTexts.LoggedOut,
        (AccessGone, false) => StartTexts.EndedAccess,
        _ => null,
    };

    /// <summary>Whether the word tells of what its reader wanted: no alarm, then.</summary>
    public static bool IsWanted(string? word) => word == SelfLoggedOut;
}
