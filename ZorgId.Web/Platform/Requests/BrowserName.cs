namespace ZorgId.Web.Platform.Requests;

/// <summary>
/// Names a browser and its platform in the words of its user, from the User-Agent. People can recognise a browser by it, but nothing
/// may be decided by it.
/// </summary>
public static class BrowserName
{
    public const string Mac = "macOS";

    // The first that is found counts, because most browsers also name the browsers that they descend from.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("OPR/", "Opera"), ("OPT/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"), ("Vivaldi/", "Vivaldi"), ("Ddg/", "DuckDuckGo"), ("DuckDuckGo/", "DuckDuckGo"),
        ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Platforms =
    [
        ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("iPod", "iPod"),
        ("CrOS", "ChromeOS"), ("Mac OS X", Mac), ("Linux", "Linux"),
    ];

    /// <summary>Finds names such as <c>Firefox</c> and <c>Windows</c>; null for what is not known.</summary>
    public static (string? Browser, string? Platform) Find(string? userAgent) => (Find(Browsers, userAgent), Find(Platforms, userAgent));

    private static string? Find((string Sign, string Name)[] known, string? userAgent) =>
        userAgent is null ? null : Array.Find(known, k => userAgent.Contains(k.Sign, StringComparison.Ordinal)).Name;
}
