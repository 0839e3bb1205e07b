namespace ZorgId.Web.Hosting;

/// <summary>A browser as its person would name it, from its User-Agent: enough to recognise, never to decide by.</summary>
public static class BrowserName
{
    // The first that fits: most browsers name their ancestors too.
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    /// <summary>Such as <c>Firefox op Windows</c>.</summary>
    public static string From(string? userAgent) => (Find(Browsers, userAgent), Find(Systems, userAgent)) switch
    {
        ({ } browser, { } system) => $"{browser} op {system}",
        ({ } browser, null) => browser,
        _ => "Onbekende browser",
    };

    private static string? Find((string Sign, string Name)[] known, string? userAgent) =>
        userAgent is null ? null : Array.Find(known, k => userAgent.Contains(k.Sign, StringComparison.Ordinal)).Name;
}
