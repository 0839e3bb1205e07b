using ZorgId.Web.Platform.Requests;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Platform.Circuits;

/// <summary>
/// Allows only our own pages to connect to a circuit. Browsers let any page open a WebSocket to any host, and the two environments
/// are one site, so the cookie is sent too. Only the <c>Origin</c> header, which the browser adds, shows whose page it is.
/// </summary>
public static class CircuitOrigin
{
    public static void UseCircuitOrigin(this WebApplication app) => app.UseWhen(
        context => context.IsCircuit(),
        circuit => circuit.Use((context, next) =>
        {
            if (IsOurs(context))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }));

    private static bool IsOurs(HttpContext context)
    {
        var request = context.Request;
        var services = context.RequestServices;
        // A GET of the page itself has no Origin header, and changes nothing.
        return request.Headers.Origin is not { Count: > 0 } given
            || given == services.GetRequiredService<PortalOrigins>()[context.Environment()]
            // A demo protects nothing, and people visit it by any name that its machine has.
            || (services.GetRequiredService<PortalSettings>().IsDemo && given == $"{request.Scheme}://{request.Host}");
    }
}
