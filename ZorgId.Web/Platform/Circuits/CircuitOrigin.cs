using ZorgId.Web.Platform.Requests;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Platform.Circuits;

/// <summary>
/// Whose pages may talk to a circuit. Browsers let any page open a WebSocket anywhere, and the two environments are one
/// site, so that the cookie goes along: only the <c>Origin</c> that the browser adds tells a page of ours from another.
/// </summary>
public static class CircuitOrigin
{
    public static void UseCircuitOrigin(this WebApplication app) => app.UseWhen(
        IsCircuit,
        circuit => circuit.Use((context, next) =>
        {
            if (IsOurs(context))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }));

    /// <summary>Whether a page talks to its circuit, or asks for one.</summary>
    public static bool IsCircuit(this HttpContext context) =>
        context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);

    private static bool IsOurs(HttpContext context)
    {
        var request = context.Request;
        var services = context.RequestServices;
        // A page's own GET has none, and changes nothing.
        return request.Headers.Origin is not { Count: > 0 } given
            || given == services.GetRequiredService<PortalOrigins>()[context.Environment()]
            // A demo guards nothing, and is visited by whatever name its machine has.
            || (services.GetRequiredService<PortalSettings>().IsDemo && given == $"{request.Scheme}://{request.Host}");
    }
}
