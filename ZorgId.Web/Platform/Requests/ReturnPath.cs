namespace ZorgId.Web.Platform.Requests;

/// <summary>Where someone was before they had to log in, or chose a language: a path of this program, never another's address.</summary>
public static class ReturnPath
{
    /// <summary>The query parameter and form field that carry it.</summary>
    public const string Parameter = "terug";

    private const string Pages = PagePaths.Start + "/";

    // Going back there would log out, choose a language, or ask for the login that has just been done.
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

    /// <summary>Adds what is to be returned to, where it is a page, to a route.</summary>
    public static string Append(string route, string? url) =>
        Page(url) is { } page
            ? $"{route}{(route.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Parameter}={Uri.EscapeDataString(page)}"
            : route;
}
