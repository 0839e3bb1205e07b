namespace ZorgId.Web.Platform.Requests;

/// <summary>The page where someone was before they had to log in or chose a language. It is never an address of another site.</summary>
public static class ReturnPath
{
    /// <summary>The query parameter and form field that carry it.</summary>
    public const string Parameter = "terug";

    private const string Pages = PagePaths.Start + "/";

    // Going back to these would log out, choose a language, or ask for the login that has just been done.
    private static readonly string[] NoPages =
    [
        PagePaths.Login, PagePaths.Logout, PagePaths.Language, PagePaths.Failed, PagePaths.NotFound,
    ];

    private static readonly Uri Here = new("http://here");

    /// <summary>The path, with its query, where it is one of this program; else null.</summary>
    public static string? Local(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) && Uri.IsWellFormedUriString(url, UriKind.Relative)
            ? url
            : null;

    /// <summary>The path, with its query, where it is one of the portal's pages behind the login; else null.</summary>
    public static string? Page(string? url)
    {
        if (Local(url) is not { } local || !Uri.TryCreate(Here, local, out var uri) || uri.Host != Here.Host)
            return null;
        var path = uri.AbsolutePath;
        var isPage = path.StartsWith(Pages, StringComparison.OrdinalIgnoreCase) && path.Length > Pages.Length
            && !NoPages.Any(no => new PathString(path).StartsWithSegments(no, StringComparison.OrdinalIgnoreCase));
        return isPage ? local : null;
    }

    /// <summary>Adds the page to return to, where it is one, to a route.</summary>
    public static string Append(string route, string? url) =>
        Page(url) is { } page
            ? $"{route}{(route.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Parameter}={Uri.EscapeDataString(page)}"
            : route;
}
