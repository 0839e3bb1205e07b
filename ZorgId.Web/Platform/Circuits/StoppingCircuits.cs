using ZorgId.Web.Platform.Requests;

namespace ZorgId.Web.Platform.Circuits;

/// <summary>
/// A page whose circuit ends with the server reconnects at once. If it could do so while the server stops, it would hold up the stop
/// until the host's time for that is over. It is refused instead, so that it retries and finds the next server.
/// </summary>
internal static class StoppingCircuits
{
    public static void UseStoppingCircuits(this WebApplication app)
    {
        var stop = app.Services.GetRequiredService<ServerStop>();
        app.Use((context, next) =>
        {
            if (!stop.HasBegun || !context.IsCircuit())
                return next(context);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
    }
}
