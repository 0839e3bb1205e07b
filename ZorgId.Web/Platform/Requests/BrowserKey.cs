using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Platform.Requests;

/// <summary>
/// A secret of the browser, in a cookie that scripts cannot read. A login ticket works only together with the key that the login
/// page was loaded with, so a stolen ticket is useless elsewhere. Each new key has its own cookie name, so that two tabs that load
/// at the same moment do not replace each other's key.
/// </summary>
public static class BrowserKey
{
    private const string Name = "browser";
    private const int Octets = 32;
    private const int NameOctets = 6;

    /// <summary>More keys than a browser ever has. A stranger's request may send many, and each costs work.</summary>
    private const int Most = 32;

    /// <summary>The keys that a request sends; none where its browser does not keep cookies.</summary>
    public static IReadOnlyList<string> FindAll(HttpContext context)
    {
        var prefix = Cookie(context, Name).Name!;
        return [
            .. context.Request.Cookies
                .Where(c => c.Key.StartsWith(prefix, StringComparison.Ordinal) && c.Value.Length > 0)
                .Take(Most)
                .Select(c => c.Value),
        ];
    }

    public static string GetOrCreate(HttpContext context)
    {
        if (FindAll(context) is [var known, ..])
            return known;
        var key = Base64UrlText.Random(Octets);
        var cookie = Cookie(context, $"{Name}-{Base64UrlText.Random(NameOctets)}");
        context.Response.Cookies.Append(cookie.Name!, key, cookie.Build(context));
        return key;
    }

    private static CookieBuilder Cookie(HttpContext context, string name) =>
        Cookies.Make(context.RequestServices.GetRequiredService<PortalSettings>(), name);
}
