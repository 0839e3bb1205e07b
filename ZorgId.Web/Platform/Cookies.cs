using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Platform;

/// <summary>How the portal's cookies are made.</summary>
public static class Cookies
{
    public static void AddPortalAntiforgery(this IServiceCollection services)
    {
        services.AddAntiforgery();
        services.AddOptions<Microsoft.AspNetCore.Antiforgery.AntiforgeryOptions>()
            .Configure<PortalSettings>((options, settings) =>
            {
                options.Cookie = Make(settings, "antiforgery");
                // Sent by SecurityHeaders, for every page.
                options.SuppressXFrameOptionsHeader = true;
            });
    }

    /// <summary>A cookie of this portal: __Host- and Secure, but on localhost by http, where browsers differ about both.</summary>
    public static CookieBuilder Make(PortalSettings settings, string name) => new()
    {
        Name = settings.IsSecure ? $"__Host-zorgid-{name}" : $"zorgid-{name}",
        HttpOnly = true,
        SecurePolicy = settings.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest,
        // Not Strict: a page that was come to from another site would not see the cookie, and lay a new one under the tabs that live on it.
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
    };
}
