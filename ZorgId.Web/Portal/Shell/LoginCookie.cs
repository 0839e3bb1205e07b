using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using ZorgId.Core.PortalSessions;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Requests;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Portal.Shell;

/// <summary>
/// The cookie that says who is logged in. It holds a portal session's key, which is looked up at every request, and the hash of the
/// browser's own key, so that a stolen login cookie alone is useless.
/// </summary>
public static class LoginCookie
{
    /// <summary>The claim with the portal session's key.</summary>
    public const string KeyClaim = "zorgid:portal-session";

    /// <summary>The claim with the SHA-256 of the key of the browser that logged in.</summary>
    private const string BrowserClaim = "zorgid:browser";

    public static void AddLoginCookie(this IServiceCollection services)
    {
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<PortalSettings, IOptions<PortalSessionLimits>>((options, settings, limits) =>
            {
                options.Cookie = Cookies.Make(settings, "portal");
                options.LoginPath = PagePaths.Start;
                options.ReturnUrlParameter = ReturnPath.Parameter;
                options.AccessDeniedPath = PagePaths.Start;
                // The session's row decides when the session ends, and says why. If the cookie expired first, nobody could tell the reason.
                options.ExpireTimeSpan = limits.Value.Total + TimeSpan.FromDays(1);
                options.SlidingExpiration = false;
                options.Events.OnValidatePrincipal = ValidateAsync;
                options.Events.OnRedirectToLogin = GoToStart;
            });
    }

    /// <param name="browserKey">The key of the browser that logs in (<see cref="BrowserKey"/>).</param>
    public static ClaimsPrincipal MakePrincipal(PortalSessionKey key, string browserKey) =>
        new(new ClaimsIdentity(
            [new(KeyClaim, key.Value), new(BrowserClaim, Base64UrlText.Sha256(browserKey))],
            CookieAuthenticationDefaults.AuthenticationScheme));

    public static PortalSessionKey? PortalSession(this ClaimsPrincipal user) =>
        user.FindFirst(KeyClaim) is { } claim ? new PortalSessionKey(claim.Value) : null;

    /// <summary>
    /// The reason why the portal session of this request's cookie ended; null where it has not ended, where there is none, or where the
    /// person logged out.
    /// </summary>
    public static PortalSessionEnd? EndedSession(this HttpContext context) => context.Items[EndKey] as PortalSessionEnd?;

    private static readonly object EndKey = new();

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (http.HasFailed())
        {
            context.RejectPrincipal();
            return;
        }

        if (!IsItsBrowser(context.Principal, http))
        {
            // The reason for the end of a session is told only to the browser that logged in.
            context.RejectPrincipal();
            if (IsPage(http.Request))
                await http.SignOutAsync();
            return;
        }

        var key = context.Principal?.PortalSession();
        if (key is not null
            && await http.RequestServices.GetRequiredService<CurrentActor>()
                .FindAsync(new(key.Value, http.Environment(), Client: null), IsByPerson(http.Request), http.RequestAborted) is not null)
        {
            return;
        }

        if (key is not null
            && await http.RequestServices.GetRequiredService<ViewPortalSession>()
                .ExecuteAsync(key.Value, http.Environment(), http.RequestAborted)
                is { Over: { } end and not PortalSessionEnd.LoggedOut })
        {
            http.Items[EndKey] = end;
        }

        context.RejectPrincipal();
        // When a computer wakes up, the circuit's reconnect comes first. It keeps the cookie for the page that is loaded next, which
        // says why the session ended.
        if (IsPage(http.Request))
            await http.SignOutAsync();
    }

    private static bool IsItsBrowser(ClaimsPrincipal? user, HttpContext context) =>
        user?.FindFirst(BrowserClaim) is { } claim && BrowserKey.FindAll(context).Any(key => Base64UrlText.Sha256(key) == claim.Value);

    private static bool IsPage(HttpRequest request) => request.Path.StartsWithSegments(PagePaths.Start, StringComparison.OrdinalIgnoreCase);

    // Opening a page counts as something that a person does. A circuit's own traffic (/_blazor) does not count, and neither does a page
    // that reloads itself, which browsers mark.
    private static bool IsByPerson(HttpRequest request) =>
        IsPage(request) && (!request.Headers.ContainsKey("Sec-Fetch-Mode") || request.Headers["Sec-Fetch-User"] == "?1");

    // Someone opened a page behind the login, such as a bookmark. The start page says why they must log in, and knows the way back.
    private static Task GoToStart(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        var from = request.PathBase + request.Path + request.QueryString;
        context.Response.Redirect(
            context.HttpContext.EndedSession() is { } end ? Notice.Route(end, from) : ReturnPath.Append(PagePaths.Start, from));
        return Task.CompletedTask;
    }
}
