using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using ZorgId.Core.PortalSessions;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Requests;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.Login;

/// <summary>
/// The only places where someone is signed in or out. The login's ticket itself protects against cross-site forgery: it is
/// encrypted, works once, and is bound to a cookie of this browser and to who was logged in there. An antiforgery token would need
/// another cookie, which two tabs that load at once replace for each other, and one of them would get a bare 400.
/// </summary>
public static partial class SignInEndpoints
{
    public static void MapSignInAndOut(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(PagePaths.CompleteLogin, CompleteAsync).AllowAnonymous().DisableAntiforgery();
        routes.MapPost(PagePaths.Logout, LogoutAsync).AllowAnonymous().DisableAntiforgery();
    }

    private static async Task<IResult> CompleteAsync(
        [FromForm] string? ticket,
        [FromForm(Name = ReturnPath.Parameter)] string? from,
        HttpContext context,
        LoginTickets tickets,
        SignIn signIn,
        SignOut signOut,
        ILoggerFactory logger)
    {
        try
        {
            return await SignInAsync(ticket, from, context, tickets, signIn, signOut);
        }
        catch (Exception exception) when (exception.IsDatabaseUnavailable())
        {
            // The ticket will probably have expired when the database is back, so a retry would not help.
            logger.CreateLogger(typeof(SignInEndpoints)).LogFailed(exception);
            return Results.LocalRedirect(Notice.Route(Notice.LoginUnavailable, from));
        }
    }

    private static async Task<IResult> SignInAsync(
        string? ticket, string? from, HttpContext context, LoginTickets tickets, SignIn signIn, SignOut signOut)
    {
        var keys = BrowserKey.FindAll(context);
        if (keys.Count == 0)
            return Results.LocalRedirect(Notice.Route(Notice.NoCookies, from));
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site"
            || FindLogin(ticket, keys, context.User.PortalSession(), tickets) is not { } login
            || await signIn.ExecuteAsync(login.Sid, context.Environment(), context.Requester(), context.RequestAborted) is not { } key)
        {
            return Results.LocalRedirect(Notice.Route(Notice.LoginFailed, from));
        }

        // A browser has one login at a time: a tab of an older login would go on as somebody else. The older login is ended also when
        // this request is aborted.
        if (context.User.PortalSession() is { } older)
            await signOut.ExecuteAsync(older, context.Requester().Client, CancellationToken.None);
        await context.SignInAsync(LoginCookie.MakePrincipal(key, login.BrowserKey));
        return Results.LocalRedirect(ReturnPath.Page(from) ?? PagePaths.Overview);
    }

    private static (SessionId Sid, string BrowserKey)? FindLogin(
        string? ticket,
        IReadOnlyList<string> keys,
        PortalSessionKey? loggedIn,
        LoginTickets tickets)
    {
        foreach (var key in keys)
        {
            if (tickets.TryRead(ticket, key, out var sid, loggedIn))
                return (sid, key);
        }

        return null;
    }

    private static async Task<IResult> LogoutAsync(HttpContext context, IAntiforgery antiforgery, SignOut signOut)
    {
        // Uitloggen must always work: from an older tab, whose antiforgery token is no longer valid, and when the tab is closed at once.
        // The browser's own header proves that our page sent the request.
        if (context.Request.Headers["Sec-Fetch-Site"] != "same-origin" && !await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        if (context.User.PortalSession() is { } key)
            await signOut.ExecuteAsync(key, context.Requester().Client, CancellationToken.None);
        await context.SignOutAsync();
        return Results.LocalRedirect(Notice.Route(Notice.SelfLoggedOut, from: null));
    }

    [LoggerMessage(2103, LogLevel.Error, "A login could not be completed.")]
    private static partial void LogFailed(this ILogger logger, Exception exception);
}
