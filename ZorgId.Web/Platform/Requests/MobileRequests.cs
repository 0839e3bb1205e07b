namespace ZorgId.Web.Platform.Requests;

public static class MobileRequests
{
    /// <summary>Whether a phone calls, or who wants to know what phones may say: not the portal's pages, and not their cookies.</summary>
    public static bool IsMobile(this HttpContext context) =>
        context.Request.Path.StartsWithSegments("/mobile", StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);
}
