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
                // SecurityHeaders sends frame-ancestors for every page, which says the same and more.
                options.SuppressXFrameOptionsHeader = true;
            });
    }

    /// <summary>A cookie of this portal. It is __Host- and Secure, except by http on localhost, where browsers differ about both.</summary>
    public static CookieBuilder Make(PortalSettings settings, string name) => new()
    {
        Name = settings.IsSecure ? $"__Host-zorgid-{name}" : $"zorgid-{name}",
        HttpOnly = true,
        SecurePolicy = settings.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest,
        // It is not Strict, because the request for a page that was opened from another site would not have the cookie. The portal would
        // then set a new one, which replaces the one that other tabs use.
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
    };
}
