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
    /// The policy of every page in this room (<c>_Imports.razor</c>): everyone may open it in a demo, and nobody elsewhere. A 404 alone
    /// would not be enough: a circuit's router knows each page of the program, and opens it without a request.
    /// </summary>
    public const string Policy = "demo";

    public static void AddDemo(this IServiceCollection services, PortalSettings settings)
    {
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.RequireAssertion(_ => settings.IsDemo));
        if (settings.IsDemo)
            services.AddSingleton<DemoData>().AddSingleton<DemoStart>().AddSingleton<ViewDemo>().AddSingleton<EnrollBeheerder>();
    }

    /// <summary>
    /// Answers 404 for everything at the demo's addresses, files included, where the portal is no demo. It comes before routing, which
    /// would serve the files.
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

        // An antiforgery token would not work: it is bound to who is logged in, and that changes in the frames while this page stays.
        app.MapPost(Reset, async (HttpContext context, DemoData data) =>
        {
            if (context.Request.Headers["Sec-Fetch-Site"] != "same-origin")
                return Results.StatusCode(StatusCodes.Status403Forbidden);
            await data.ResetAsync(context.Requester().Client, context.RequestAborted);
            return Results.LocalRedirect($"{PagePaths.Demo}?opnieuw=1");
        }).AllowAnonymous();
    }
}
