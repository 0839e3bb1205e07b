using Microsoft.Net.Http.Headers;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Requests;
using ZorgId.Web.Platform.Settings;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Hosting;

/// <summary>The headers that every answer has.</summary>
public static class SecurityHeaders
{
    // Whether it is sent depends on the settings, not on the request: behind a proxy that ends TLS, each request looks like http.
    private const string OneYear = "max-age=31536000";

    // A proxy that strips comments or rewrites pages would remove the comments by which the browser starts a circuit.
    private const string NoTransform = "no-transform";

    public static void UseSecurityHeaders(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<PortalSettings>();
        var policy = app.Services.GetRequiredService<ContentSecurityPolicy>();
        var portal = app.Services.GetRequiredService<PortalContentPolicy>();
        app.Use(async (context, next) =>
        {
            var isPhoneApp = Is(context, PagePaths.PhoneApp);
            var isDemo = settings.IsDemo && Is(context, PagePaths.Demo);
            var contents = isPhoneApp ? policy.PhoneApp() : context.IsMobile() ? ContentSecurityPolicy.NoPage : await portal.GetAsync();
            var camera = isPhoneApp || isDemo ? "(self)" : "()";
            var isPersonal = isDemo || Is(context, PagePaths.Start);

            // The headers are set when the answer starts, because the exception handler clears headers that were set before.
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = contents;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "no-referrer";
                headers["Permissions-Policy"] = $"camera={camera}, microphone=(), geolocation=(), payment=()";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                // The protocol allows apps of every origin to call the mobile API. Everything else is for our own pages.
                headers["Cross-Origin-Resource-Policy"] = context.IsMobile() ? "cross-origin" : "same-origin";
                if (settings.IsSecure)
                    headers.StrictTransportSecurity = OneYear;
                // A redirect, a missing page or a failure holds only for this moment and this reader, so it must not be cached.
                if (isPersonal
                    || context.Response.StatusCode is >= StatusCodes.Status300MultipleChoices and not StatusCodes.Status304NotModified)
                {
                    headers.CacheControl = CacheControlHeaderValue.NoStoreString;
                }

                // The protocol defines the headers of what phones get.
                if (!context.IsMobile())
                    headers.CacheControl = headers.CacheControl.Count == 0 ? NoTransform : $"{headers.CacheControl}, {NoTransform}";
                return Task.CompletedTask;
            });
            await next(context);
        });
    }

    private static bool Is(HttpContext context, string room) =>
        context.Request.Path.StartsWithSegments(room, StringComparison.OrdinalIgnoreCase);
}
