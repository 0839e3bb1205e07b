using ZorgId.Web.Platform.Requests;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Demo;

/// <summary>Demo mode: the portal and two phones on one page, with made-up people in a database of its own.</summary>
public static class DemoRoom
{
    public const string Activation = "/demo/activeren";
    public const string Reset = "/demo/opnieuw";
    public const string View = "/demo/stand";

    /// <summary>
    /// The policy of every page in this room (<c>_Imports.razor</c>): open to all in a demo, to nobody else. A circuit asks it
    /// too, whose router knows each page of the program and sends no request that could be answered with 404.
    /// </summary>
    public const string Policy = "demo";

    public static void AddDemo(this IServiceCollection services, PortalSettings settings)
    {
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.RequireAssertion(_ => settings.IsDemo));
        if (settings.IsDemo)
            services.AddSingleton<DemoData>().AddSingleton<DemoStart>().AddSingleton<ViewDemo>().AddSingleton<EnrollBeheerder>();
    }

    /// <summary>
    /// Outside a demo there is nothing at its address, files included. Before routing, which would answer with those at once.
    /// </summary>
    public static void UseDemoOnly(this WebApplication app)
    {
        if (app.Services.GetRequiredService<PortalSettings>().IsDemo)
            return;
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(PagePaths.Demo, StringComparison.OrdinalIgnoreCase),
            demo => demo.Run(context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }));
    }

    public static void MapDemo(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<PortalSettings>().IsDemo)
            return;
        app.MapGet(View, (HttpContext context, ViewDemo view) =>
            view.ExecuteAsync(context.User.Identity is { IsAuthenticated: true }, context.RequestAborted)).AllowAnonymous();

        // An antiforgery token is bound to who is logged in, and that changes in the frames while the page around them stays.
        app.MapPost(Reset, async (HttpContext context, DemoData data) =>
        {
            if (context.Request.Headers["Sec-Fetch-Site"] != "same-origin")
                return Results.StatusCode(StatusCodes.Status403Forbidden);
            await data.ResetAsync(context.Requester().Client, context.RequestAborted);
            return Results.LocalRedirect($"{PagePaths.Demo}?opnieuw=1");
        }).AllowAnonymous();
    }
}
