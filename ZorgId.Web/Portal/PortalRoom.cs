using MudBlazor;
using MudBlazor.Services;
using ZorgId.Web.Demo;
using ZorgId.Web.Hosting;
using ZorgId.Web.Portal.Away;
using ZorgId.Web.Portal.Layout;
using ZorgId.Web.Portal.Live;
using ZorgId.Web.Portal.Login;
using ZorgId.Web.Portal.Overview;
using ZorgId.Web.Portal.Registration;

namespace ZorgId.Web.Portal;

/// <summary>What a beheerder sees in a browser.</summary>
public static class PortalRoom
{
    public static void AddPortal(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddAnonymousCircuits();
        services.AddMudServices();
        services.AddTransient<MudLocalizer, MudBlazorTexts>();
        services.AddSingleton<SessionWatch>();
        services.AddScoped<PortalUser>();
        services.AddScoped<EnrollmentDialogs>();
        services.AddScoped<ListScript>();
        services.AddScoped<AwayScript>();
        services.AddScoped<DeviceScript>();
        services.AddScoped<FieldsScript>();
        services.AddScoped<LostEnrollment>();
    }

    public static void MapPortal(this WebApplication app)
    {
        app.MapRazorComponents<Root>().AddInteractiveServerRenderMode(options =>
        {
            // Sent by SecurityHeaders, with the rest of the policy.
            options.ContentSecurityFrameAncestorsPolicy = null;
        });
        app.MapSignInAndOut();
        app.MapLanguageChoice();
        app.MapGet("/", (PortalSettings settings) => Results.LocalRedirect(settings.IsDemo ? DemoRoom.Page : PortalRoutes.Start)).AllowAnonymous();
    }
}
