using Microsoft.Net.Http.Headers;
using ZorgId.Web.Demo;
using ZorgId.Web.Portal;

namespace ZorgId.Web.Hosting;

/// <summary>The headers that every answer has.</summary>
public static class SecurityHeaders
{
    // By the setting and not by the request: where a proxy ends TLS, each request looks like http.
    private const string OneYear = "max-age=31536000";

    public static void UseSecurityHeaders(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<PortalSettings>();
        var policy = app.Services.GetRequiredService<ContentSecurityPolicy>();
        app.Use(async (context, next) =>
        {
            var isPhoneApp = Is(context, "/app");
            var isDemo = settings.IsDemo && Is(context, DemoRoom.Page);
            var contents = isPhoneApp ? policy.PhoneApp() : context.IsMobile() ? ContentSecurityPolicy.NoPage : await policy.PortalAsync();
            var camera = isPhoneApp || isDemo ? "(self)" : "()";
            var isPersonal = isDemo || Is(context, PortalRoutes.Start);

            // At the start of the answer: whoever handles an exception clears the headers that were set before.
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = contents;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "no-referrer";
                headers["Permissions-Policy"] = $"camera={camera}, microphone=(), geolocation=(), payment=()";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                if (settings.IsSecure)
                    headers.StrictTransportSecurity = OneYear;
                // What leads on, was not found or has failed is true of this moment, and of its reader.
                if (isPersonal || context.Response.StatusCode is >= StatusCodes.Status300MultipleChoices and not StatusCodes.Status304NotModified)
                    headers.CacheControl = CacheControlHeaderValue.NoStoreString;
                return Task.CompletedTask;
            });
            await next(context);
        });
    }

    private static bool Is(HttpContext context, string room) => context.Request.Path.StartsWithSegments(room, StringComparison.OrdinalIgnoreCase);
}
