using ZorgId.Web.Hosting;

namespace ZorgId.Web.Demo;

/// <summary>Demo mode: the portal and two phones on one page, with made-up people in a database of its own.</summary>
public static class DemoRoom
{
    public const string Page = "/demo";
    public const string Activation = "/demo/activeren";
    public const string Reset = "/demo/opnieuw";
    public const string View = "/demo/stand";

    public static void AddDemo(this IServiceCollection services) => services.AddSingleton<DemoData>().AddSingleton<ViewDemo>();

    public static void MapDemo(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<PortalSettings>().IsDemo)
        {
            app.UseWhen(
                context => context.Request.Path.StartsWithSegments(Page, StringComparison.OrdinalIgnoreCase),
                demo => demo.Run(context =>
                {
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    return Task.CompletedTask;
                }));
            return;
        }

        app.MapGet(View, (HttpContext context, ViewDemo view) =>
            view.ExecuteAsync(context.User.Identity is { IsAuthenticated: true }, context.RequestAborted)).AllowAnonymous();

        // An antiforgery token is bound to who is logged in, and that changes in the frames while the page around them stays.
        app.MapPost(Reset, async (HttpContext context, DemoData data) =>
        {
            if (context.Request.Headers["Sec-Fetch-Site"] != "same-origin")
                return Results.StatusCode(StatusCodes.Status403Forbidden);
            await data.ResetAsync(context.Requester().Client, context.RequestAborted);
            return Results.LocalRedirect($"{Page}?opnieuw=1");
        }).AllowAnonymous();
    }
}
