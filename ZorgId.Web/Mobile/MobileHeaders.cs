using Microsoft.Net.Http.Headers;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Web.Mobile;

/// <summary>
/// CORS as the protocol has it (Messages): open to every origin, errors included, without credentials; the framework's own
/// answers only who names an origin, and not on errors.
/// </summary>
public static class MobileHeaders
{
    private const string PreflightSeconds = "7200";

    public static void UseMobileHeaders(this WebApplication app) =>
        app.UseWhen(context => context.IsMobile(), mobile => mobile.Use(async (context, next) =>
    {
        // Phones are no browsers: what they send carries its own proof, and their cookies are not even read.
        context.Request.Headers.Remove(HeaderNames.Cookie);

        // At the start of the answer: whoever handles an exception clears the headers that were set before.
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
