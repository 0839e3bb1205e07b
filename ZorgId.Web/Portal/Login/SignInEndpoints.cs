using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using ZorgId.Core.PortalSessions;
using ZorgId.Web.Hosting;
using ZorgId.Web.Portal.Start;

namespace ZorgId.Web.Portal.Login;

/// <summary>
/// The only places where someone is signed in or out. Antiforgery is checked here and not before: its tokens are bound to
/// who was logged in when a page was made, and another tab may have changed that since. Nobody gets a bare 400 for that.
/// </summary>
public static partial class SignInEndpoints
{
    public static void MapSignInAndOut(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(PortalRoutes.CompleteLogin, CompleteAsync).AllowAnonymous().DisableAntiforgery();
        routes.MapPost(PortalRoutes.Logout, LogoutAsync).AllowAnonymous().DisableAntiforgery();
    }

    private static async Task<IResult> CompleteAsync(
        [FromForm] string? ticket, [FromForm(Name = ReturnPath.Parameter)] string? from, HttpContext context, IAntiforgery antiforgery, LoginTickets tickets, SignIn signIn, SignOut signOut, ILoggerFactory logger)
    {
        try
        {
            return await SignInAsync(ticket, from, context, antiforgery, tickets, signIn, signOut);
        }
        catch (Exception exception) when (exception.IsOutage())
        {
            // The ticket will hardly outlive it.
            logger.CreateLogger(typeof(SignInEndpoints)).LogFailed(exception);
            return Results.LocalRedirect(Notice.Route(Notice.LoginOutage, from));
        }
    }

    private static async Task<IResult> SignInAsync(
        string? ticket, string? from, HttpContext context, IAntiforgery antiforgery, LoginTickets tickets, SignIn signIn, SignOut signOut)
    {
        if (!await antiforgery.IsRequestValidAsync(context)
            || !tickets.TryRead(ticket, BrowserKey.Find(context), out var sid)
            || await signIn.ExecuteAsync(sid, context.Environment(), context.Requester().Client, context.RequestAborted) is not { } key)
        {
            return Results.LocalRedirect(Notice.Route(Notice.LoginFailed, from));
        }

        // A browser is logged in once. An older tab of an older login would go on as somebody else.
        if (context.User.PortalSession() is { } older)
            await signOut.ExecuteAsync(older, context.RequestAborted);
        await context.SignInAsync(PortalCookies.MakePrincipal(key));
        return Results.LocalRedirect(ReturnPath.Page(from) ?? PortalRoutes.Overview);
    }

    private static async Task<IResult> LogoutAsync(HttpContext context, IAntiforgery antiforgery, SignOut signOut)
    {
        // Who says Uitloggen is logged out, from an older tab too; that it is said here, the browser itself tells.
        if (context.Request.Headers["Sec-Fetch-Site"] != "same-origin" && !await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        if (context.User.PortalSession() is { } key)
            await signOut.ExecuteAsync(key, context.RequestAborted);
        await context.SignOutAsync();
        return Results.LocalRedirect(PortalRoutes.Start);
    }

    [LoggerMessage(1, LogLevel.Error, "A login could not be completed.")]
    private static partial void LogFailed(this ILogger logger, Exception exception);
}
