using Microsoft.Net.Http.Headers;

namespace ZorgId.Web.Hosting;

/// <summary>The headers that every answer has.</summary>
public static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication app)
    {
        if (app.Services.GetRequiredService<PortalSettings>().IsSecure)
            app.UseHsts();
        app.Use(async (context, next) =>
        {
            var isPhoneApp = context.Request.Path.StartsWithSegments("/app", StringComparison.OrdinalIgnoreCase);
            var policy = app.Services.GetRequiredService<ContentSecurityPolicy>();
            var contents = isPhoneApp ? policy.PhoneApp() : await policy.PortalAsync();
            var isPersonal = context.Request.Path.StartsWithSegments("/portal", StringComparison.OrdinalIgnoreCase) || IsDemo(context);
            var camera = isPhoneApp || IsDemo(context) ? "(self)" : "()";

            // At the start of the answer: whoever handles an exception clears the headers that were set before.
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = contents;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "no-referrer";
                headers["Permissions-Policy"] = $"camera={camera}, microphone=(), geolocation=(), payment=()";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                if (isPersonal)
                    headers.CacheControl = CacheControlHeaderValue.NoStoreString;
                return Task.CompletedTask;
            });
            await next(context);
        });
    }

    private static bool IsDemo(HttpContext context) => context.Request.Path.StartsWithSegments("/demo", StringComparison.OrdinalIgnoreCase);
}
