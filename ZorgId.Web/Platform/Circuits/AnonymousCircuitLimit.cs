using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Options;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Web.Platform.Circuits;

/// <summary>Holds people who are not logged in to the limits of <see cref="AnonymousCircuits"/>.</summary>
internal static class AnonymousCircuitLimit
{
    /// <summary>
    /// How many disconnected circuits of people who are logged in are kept until they reconnect, besides those without a login.
    /// </summary>
    private const int KeptForLogins = 1_000;

    private const string RetryAfterSeconds = "15";

    public static void AddAnonymousCircuits(this IServiceCollection services)
    {
        services.AddSingleton<AnonymousCircuits>();
        services.AddScoped<AuthenticationStateProvider, AnonymousCircuit>();
        // However many circuits without a login are kept, they never push out one of somebody who is logged in.
        services.AddOptions<CircuitOptions>()
            .Configure<IOptions<RequestLimits>>(
                (circuits, limits) => circuits.DisconnectedCircuitMaxRetained = limits.Value.Circuits + KeptForLogins);
    }

    public static void UseAnonymousCircuitLimit(this WebApplication app)
    {
        var circuits = app.Services.GetRequiredService<AnonymousCircuits>();
        app.Use(async (context, next) =>
        {
            if (!context.IsCircuit() || context.User.Identity?.IsAuthenticated == true)
            {
                await next(context);
                return;
            }

            // A POST belongs to a connection, or asks for one. A DELETE ends long polling.
            if (HttpMethods.IsPost(context.Request.Method) || HttpMethods.IsDelete(context.Request.Method))
            {
                if (context.Request.Path.Value!.EndsWith("/negotiate", StringComparison.OrdinalIgnoreCase)
                    && !circuits.MayNegotiate(context.Network()))
                {
                    Refuse(context);
                }
                else
                    await next(context);
                return;
            }

            // A connection is a WebSocket, or a GET that waits. One that was lost counts until the server notices.
            using var connection = circuits.Connect(context.Network());
            if (connection.IsAcquired)
                await next(context);
            else
                Refuse(context);
        });
    }

    /// <summary>The network whose connections and circuits are counted together with this request's.</summary>
    public static ClientNetwork Network(this HttpContext context) => ClientNetwork.Of(context.Connection.RemoteIpAddress);

    /// <summary>Answers that there is no room, and when to retry.</summary>
    public static void Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
    }
}
