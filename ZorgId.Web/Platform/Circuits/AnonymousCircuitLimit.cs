using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Options;

namespace ZorgId.Web.Platform.Circuits;

/// <summary>Keeps who is not logged in to <see cref="AnonymousCircuits"/>.</summary>
internal static class AnonymousCircuitLimit
{
    /// <summary>
    /// For who is logged in, beside those without a login: circuits that lost their connection, and are kept for it to come back.
    /// </summary>
    private const int KeptForLogins = 1_000;

    private const string RetryAfterSeconds = "15";

    public static void AddAnonymousCircuits(this IServiceCollection services)
    {
        services.AddSingleton<AnonymousCircuits>();
        services.AddScoped<AuthenticationStateProvider, AnonymousCircuit>();
        // Those without a login, as many as there are, never push out one with.
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

            // What is posted belongs to a connection, or asks for one; a long poll's end is a DELETE.
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

            // A connection is a WebSocket, or a GET that waits. One that broke off counts until the server notices.
            using var connection = circuits.Connect(context.Network());
            if (connection.IsAcquired)
                await next(context);
            else
                Refuse(context);
        });
    }

    /// <summary>Whose connections and circuits are counted together with this request's.</summary>
    public static ClientNetwork Network(this HttpContext context) => ClientNetwork.Of(context.Connection.RemoteIpAddress);

    /// <summary>Tells that there is no room, and when to ask again.</summary>
    public static void Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
    }
}
