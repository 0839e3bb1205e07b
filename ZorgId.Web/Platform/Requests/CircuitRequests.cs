namespace ZorgId.Web.Platform.Requests;

public static class CircuitRequests
{
    /// <summary>Whether this request belongs to a circuit, or asks for one.</summary>
    public static bool IsCircuit(this HttpContext context) =>
        context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);
}
