using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using ZorgId.Core.PortalSessions;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Requests;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.Login;

/// <summary>
/// The only places where someone is signed in or out. The login's ticket is its own proof against forgery: it is encrypted,
/// serves once, and is bound to a cookie of this browser and to who was logged in there. An antiforgery token would be
/// bound to one cookie more, which two tabs that load at once take from each other. Nobody gets a bare 400.
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
            // The ticket will hardly outlive it.
            logger.CreateLogger(typeof(SignInEndpoints)).LogFailed(exception);
            return Results.LocalRedirect(Notice.Route(Notice.LoginOutage, from));
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

        // A browser is logged in once. An older tab of an older login would go on as somebody else, also where this one hangs up.
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
        // Who says Uitloggen is logged out, from an older tab too, and where the tab is closed at once; that it is said here, the browser
        // itself tells.
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
