using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using ZorgId.Core.PortalSessions;
using ZorgId.Web.Hosting;

namespace ZorgId.Web.Portal.Login;

/// <summary>The only places where someone is signed in or out. Antiforgery is checked for both: they take form posts.</summary>
public static class SignInEndpoints
{
    public static void MapSignInAndOut(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(PortalRoutes.CompleteLogin, CompleteAsync).AllowAnonymous();
        routes.MapPost(PortalRoutes.Logout, LogoutAsync).AllowAnonymous();
    }

    private static async Task<IResult> CompleteAsync([FromForm] string? ticket, HttpContext context, LoginTickets tickets, SignIn signIn)
    {
        if (!tickets.TryRead(ticket, BrowserKey.Find(context), out var sid)
            || await signIn.ExecuteAsync(sid, context.Environment(), context.Requester().Client, context.RequestAborted) is not { } key)
        {
            return Results.LocalRedirect($"{PortalRoutes.Start}?melding=verlopen");
        }

        await context.SignInAsync(PortalCookies.MakePrincipal(key));
        return Results.LocalRedirect(PortalRoutes.Overview);
    }

    // The form is what has antiforgery checked, so it is bound although nothing in it is read.
    private static async Task<IResult> LogoutAsync([FromForm] IFormCollection form, HttpContext context, SignOut signOut)
    {
        _ = form;
        if (context.User.PortalSession() is { } key)
            await signOut.ExecuteAsync(key, context.RequestAborted);
        await context.SignOutAsync();
        return Results.LocalRedirect(PortalRoutes.Start);
    }
}
