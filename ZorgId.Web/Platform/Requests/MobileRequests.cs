namespace ZorgId.Web.Platform.Requests;

public static class MobileRequests
{
    /// <summary>Whether the request is for the mobile API or its description, where the portal's pages and cookies play no part.</summary>
    public static bool IsMobile(this HttpContext context) =>
        context.Request.Path.StartsWithSegments("/mobile", StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);
}
