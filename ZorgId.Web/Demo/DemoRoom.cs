using ZorgId.Web.Hosting;

namespace ZorgId.Web.Demo;

/// <summary>Demo mode: the portal and two phones on one page, with made-up people in a database of its own.</summary>
public static class DemoRoom
{
    public const string Page = "/demo";
    public const string Activation = "/demo/activeren";
    public const string Reset = "/demo/opnieuw";

    public static void AddDemo(this IServiceCollection services) => services.AddSingleton<DemoData>();

    public static void MapDemo(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<PortalSettings>().IsDemo)
        {
            app.UseWhen(
                context => context.Request.Path.StartsWithSegments(Page, StringComparison.Ordinal),
                demo => demo.Run(context =>
                {
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    return Task.CompletedTask;
                }));
            return;
        }

        // The form is what has antiforgery checked, so it is bound although nothing in it is read.
        app.MapPost(Reset, async (IFormCollection form, DemoData data, CancellationToken cancellation) =>
        {
            _ = form;
            await data.ResetAsync(cancellation);
            return Results.LocalRedirect($"{Page}?opnieuw=1");
        }).AllowAnonymous();
    }
}
