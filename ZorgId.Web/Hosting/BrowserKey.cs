using ZorgId.Core;

namespace ZorgId.Web.Hosting;

/// <summary>
/// A secret of the browser, in a cookie that scripts cannot read. A login ticket works only beside the one that the page
/// was loaded with, so that a ticket carried elsewhere opens nothing.
/// </summary>
public static class BrowserKey
{
    private const int Octets = 32;

    public static string? Find(HttpContext context) => context.Request.Cookies[Cookie(context).Name!];

    public static string GetOrCreate(HttpContext context)
    {
        if (Find(context) is { Length: > 0 } known)
            return known;
        var key = Base64UrlText.Random(Octets);
        var cookie = Cookie(context);
        context.Response.Cookies.Append(cookie.Name!, key, cookie.Build(context));
        return key;
    }

    private static CookieBuilder Cookie(HttpContext context) =>
        PortalCookies.MakeCookie(context.RequestServices.GetRequiredService<PortalSettings>(), "browser");
}
