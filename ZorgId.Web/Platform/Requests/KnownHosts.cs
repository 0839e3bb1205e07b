using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Extensions;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Platform.Requests;

/// <summary>
/// A page works only at its environment's origin, because circuits, cookies and the keys of phones belong to that origin. Browsers
/// that come by another name that the settings know are redirected there; by any other name they get a page that names the origin.
/// Phones and monitors are answered at any name, because a phone's message itself names the origin that it is meant for.
/// </summary>
public static partial class KnownHosts
{
    // The cookie counts how often a browser was redirected in the last seconds. Two redirects may come from two tabs. A browser that
    // comes back again is behind a proxy that passes on another host than the browser asked for, which would be an endless loop.
    private const string LedCookie = "zorgid-led";
    private const int MaxLed = 2;

    // KnownProxies leaves this header where a trusted proxy has told the scheme.
    private const string OriginalProto = "X-Original-Proto";
    private static readonly TimeSpan LedFor = TimeSpan.FromSeconds(10);

    public static void UseKnownHosts(this WebApplication app)
    {
        // People visit a demo by any name that its machine has.
        if (app.Services.GetRequiredService<PortalSettings>().IsDemo)
            return;
        var (origins, names) = (app.Services.GetRequiredService<PortalOrigins>(), app.Services.GetRequiredService<HostNames>());
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(KnownHosts));
        var (toldOfHttp, toldOfLoop) = (false, false);
        app.Use((context, next) =>
        {
            if (!IsPage(context) || IsAtOrigin(context.Request, origins))
                return next(context);
            if (IsUnprotected(context.Request, origins))
            {
                if (!Interlocked.Exchange(ref toldOfHttp, value: true))
                    logger.LogUnprotected();
                return RefuseAsync(context);
            }

            if (FindOrigin(context.Request, origins, names) is not { } origin)
                return RefuseAsync(context);
            if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
                return RefuseAsync(context);
            var led = LedBefore(context.Request);
            if (led >= MaxLed)
            {
                if (!Interlocked.Exchange(ref toldOfLoop, value: true))
                    logger.LogLoop(origin);
                return next(context);
            }

            context.Response.Cookies.Append(
                LedCookie,
                (led + 1).ToString(CultureInfo.InvariantCulture),
                new CookieOptions { MaxAge = LedFor, HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });
            // The host comes from the settings, so this is no open redirect, whatever the path is.
            context.Response.Redirect(origin + context.Request.GetEncodedPathAndQuery());
            return Task.CompletedTask;
        });
    }

    /// <summary>
    /// Whether the request came by http to an https origin without a trusted proxy having said that the browser used http. A proxy
    /// ended TLS then, and does not say so. Antiforgery refuses such a request, since its cookie must be Secure, so no page would work.
    /// </summary>
    public static bool IsUnprotected(HttpRequest request, PortalOrigins origins) =>
        !request.IsHttps && !request.Headers.ContainsKey(OriginalProto)
        && origins.All.Values
            .Select(origin => new Uri(origin))
            .Any(origin => origin.Scheme == Uri.UriSchemeHttps && IsAt(request.Host, origin));

    private static int LedBefore(HttpRequest request) =>
        int.TryParse(request.Cookies[LedCookie], NumberStyles.None, CultureInfo.InvariantCulture, out var led) ? led : 0;

    private static Task RefuseAsync(HttpContext context)
    {
        // NotFoundPage is the page that explains it.
        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }

    // The choice of a language works at any name, so that the page that explains it can be read.
    private static bool IsPage(HttpContext context)
    {
        var path = context.Request.Path;
        var isPage = path == "/"
            || path.Equals(PagePaths.PhoneApp, StringComparison.OrdinalIgnoreCase)
            || path.Equals(PagePaths.PhoneApp + "/", StringComparison.OrdinalIgnoreCase)
            || path.StartsWithSegments(PagePaths.Start, StringComparison.OrdinalIgnoreCase);
        return isPage && !path.StartsWithSegments(PagePaths.Language, StringComparison.OrdinalIgnoreCase)
            && !context.HasFailed() && context.Features.Get<IStatusCodeReExecuteFeature>() is null;
    }

    private static bool IsAtOrigin(HttpRequest request, PortalOrigins origins) =>
        origins.All.Values
            .Select(origin => new Uri(origin))
            .Any(origin => IsAt(request.Host, origin) && (request.IsHttps || origin.Scheme == Uri.UriSchemeHttp));

    private static bool IsAt(HostString host, Uri origin) =>
        string.Equals(origin.Host, host.Host, StringComparison.OrdinalIgnoreCase) && (host.Port ?? DefaultPort(origin)) == origin.Port;

    private static int DefaultPort(Uri origin) => origin.Scheme == Uri.UriSchemeHttps ? 443 : 80;

    private static string? FindOrigin(HttpRequest request, PortalOrigins origins, HostNames names)
    {
        if (names.Find(request.Host) is { } environment && origins.All.TryGetValue(environment, out var named))
            return named;
        // The name may be right, but with a wrong port, with a final dot, or by http.
        var name = HostNames.Name(request.Host);
        return origins.All
            .OrderBy(o => o.Key)
            .Select(o => o.Value)
            .FirstOrDefault(origin => string.Equals(new Uri(origin).Host, name, StringComparison.OrdinalIgnoreCase));
    }

    [LoggerMessage(
        1001,
        LogLevel.Warning,
        "A page of an https origin came by http: have the proxy pass on X-Forwarded-Proto, and name the proxy in Proxies:Known. "
        + "No page is served until then; this is told once.")]
    private static partial void LogUnprotected(this ILogger logger);

    [LoggerMessage(
        1002,
        LogLevel.Warning,
        "A browser was led to {Origin} and came back by another host or by http: "
        + "have the proxy pass on Host and X-Forwarded-Proto as it got them.")]
    private static partial void LogLoop(this ILogger logger, string origin);
}
