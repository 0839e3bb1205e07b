using Microsoft.Net.Http.Headers;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Web.Mobile;

/// <summary>
/// CORS as the protocol defines it (Messages): open to every origin, without credentials, on errors too. The framework's own CORS
/// answers only requests that name an origin, and does not cover errors.
/// </summary>
public static class MobileHeaders
{
    private const string PreflightSeconds = "7200";

    public static void UseMobileHeaders(this WebApplication app) =>
        app.UseWhen(context => context.IsMobile(), mobile => mobile.Use(async (context, next) =>
    {
        // A phone's message carries its own proof, so cookies must not play a part in it.
        context.Request.Headers.Remove(HeaderNames.Cookie);

        // The headers are set when the answer starts, because the exception handler clears headers that were set before.
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.AccessControlAllowOrigin = "*";
            context.Response.Headers.CacheControl = CacheControlHeaderValue.NoStoreString;
            return Task.CompletedTask;
        });
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            context.Response.Headers.AccessControlAllowMethods = "GET, POST";
            context.Response.Headers.AccessControlAllowHeaders = "content-type";
            context.Response.Headers.AccessControlMaxAge = PreflightSeconds;
            return;
        }

        await next(context);
    }));
}
