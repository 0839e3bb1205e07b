using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using ZorgId.Core.PortalSessions;

namespace ZorgId.Web.Hosting;

/// <summary>
/// The portal's cookies. The one that says who is logged in holds a portal session's key and nothing else, and is looked
/// up at every request.
/// </summary>
public static class PortalCookies
{
    /// <summary>The claim with the portal session's key.</summary>
    public const string KeyClaim = "zorgid:portal-session";

    public static void AddPortalCookies(this IServiceCollection services)
    {
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<PortalSettings, IOptions<PortalSessionLimits>>((options, settings, limits) =>
            {
                options.Cookie = MakeCookie(settings, "portal", SameSiteMode.Lax);
                options.LoginPath = "/portal";
                options.ReturnUrlParameter = "terug";
                options.AccessDeniedPath = "/portal";
                options.ExpireTimeSpan = limits.Value.Total;
                options.SlidingExpiration = false;
                options.Events.OnValidatePrincipal = ValidateAsync;
            });
        services.AddAntiforgery();
        services.AddOptions<Microsoft.AspNetCore.Antiforgery.AntiforgeryOptions>()
            .Configure<PortalSettings>((options, settings) =>
            {
                options.Cookie = MakeCookie(settings, "antiforgery", SameSiteMode.Strict);
                // Sent by SecurityHeaders, for every page.
                options.SuppressXFrameOptionsHeader = true;
            });
    }

    /// <summary>A cookie of this portal: __Host- and Secure, but on localhost by http, where browsers differ about both.</summary>
    public static CookieBuilder MakeCookie(PortalSettings settings, string name, SameSiteMode sameSite) => new()
    {
        Name = settings.IsSecure ? $"__Host-zorgid-{name}" : $"zorgid-{name}",
        HttpOnly = true,
        SecurePolicy = settings.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest,
        SameSite = sameSite,
        Path = "/",
        IsEssential = true,
    };

    public static ClaimsPrincipal MakePrincipal(PortalSessionKey key) =>
        new(new ClaimsIdentity([new(KeyClaim, key.Value)], CookieAuthenticationDefaults.AuthenticationScheme));

    public static PortalSessionKey? PortalSession(this ClaimsPrincipal user) =>
        user.FindFirst(KeyClaim) is { } claim ? new PortalSessionKey(claim.Value) : null;

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var actors = http.RequestServices.GetRequiredService<CurrentActor>();
        var key = context.Principal?.PortalSession();
        // Opening a page is something a person does; what a circuit's own traffic does is not (it comes in by /_blazor).
        var byPerson = http.Request.Path.StartsWithSegments("/portal", StringComparison.OrdinalIgnoreCase);
        if (key is not null && await actors.FindAsync(key.Value, http.Environment(), byPerson, http.RequestAborted) is not null)
            return;
        context.RejectPrincipal();
        await http.SignOutAsync();
    }
}
