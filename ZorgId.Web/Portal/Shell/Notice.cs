using ZorgId.Core.PortalSessions;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Web.Portal.Shell;

/// <summary>
/// The messages of the start page for people who did not choose to go there. The address contains a word for the message, never its
/// text, because anybody can make up an address.
/// </summary>
public static class Notice
{
    public const string Parameter = "melding";

    /// <summary>The login could no longer be used.</summary>
    public const string LoginFailed = "verlopen";

    /// <summary>The login could not be completed, because the database could not be used.</summary>
    public const string LoginUnavailable = "storing";

    /// <summary>The login could not be completed, because the browser did not send back the cookie.</summary>
    public const string NoCookies = "cookies";

    /// <summary>The person has just logged out.</summary>
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

    /// <summary>The route to the start page with the reason why the portal session ended, and the page where the person was.</summary>
    public static string Route(PortalSessionEnd end, string? from) => Route(Word(end), from);

    /// <summary>The route to the start page with the message of this word.</summary>
    public static string Route(string word, string? from) => ReturnPath.Append($"{PagePaths.Start}?{Parameter}={word}", from);

    /// <summary>
    /// The sentence for a word; null where the word is unknown, or where its message is not true because the person is logged in again.
    /// The placeholder {0} stands for the helpdesk.
    /// </summary>
    public static string? Sentence(string? word, bool isLoggedIn) => (word, isLoggedIn) switch
    {
        (LoginFailed, true) => StartTexts.AlreadyLoggedIn,
        (LoginFailed, false) => StartTexts.LoginFailed,
        (LoginUnavailable, _) => StartTexts.LoginUnavailable,
        (NoCookies, _) => StartTexts.NoCookies,
        (Idle, false) => StartTexts.EndedIdle,
        (Total, false) => StartTexts.EndedTotal,
        (LoggedOut, false) => StartTexts.EndedElsewhere,
        (SelfLoggedOut, false) => StartTexts.LoggedOut,
        (AccessGone, false) => StartTexts.EndedAccess,
        _ => null,
    };

    /// <summary>Whether the message is about something that the reader wanted, and so is no warning.</summary>
    public static bool IsWanted(string? word) => word == SelfLoggedOut;
}
