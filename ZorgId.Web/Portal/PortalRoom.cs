using Microsoft.AspNetCore.Components.Server.Circuits;
using MudBlazor;
using MudBlazor.Services;
using ZorgId.Web.Platform.Circuits;
using ZorgId.Web.Platform.Requests;
using ZorgId.Web.Platform.Settings;
using ZorgId.Web.Portal.Login;
using ZorgId.Web.Portal.QrDialog;
using ZorgId.Web.Portal.Shell;
using ZorgId.Web.Portal.Users;

namespace ZorgId.Web.Portal;

/// <summary>The part of the program that a beheerder sees in a browser.</summary>
public static class PortalRoom
{
    public static void AddPortal(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddLoginCookie();
        services.AddSingleton<PortalContentPolicy>();
        services.AddAnonymousCircuits();
        services.AddMudServices();
        services.AddTransient<MudLocalizer, MudBlazorTexts>();
        services.AddSingleton<SessionWatch>();
        services.AddScoped<PortalUser>();
        services.AddScoped<EnrollmentDialogs>();
        services.AddScoped<ListScript>();
        services.AddScoped<CircuitLink>();
        services.AddScoped<CircuitHandler>(circuit => circuit.GetRequiredService<CircuitLink>());
        services.AddScoped<DisconnectScript>();
        services.AddScoped<DeviceScript>();
        services.AddScoped<FieldsScript>();
        services.AddScoped<LostEnrollment>();
    }

    public static void MapPortal(this WebApplication app)
    {
        app.MapRazorComponents<Root>().AddInteractiveServerRenderMode(options =>
        {
            // SecurityHeaders sends it with the rest of the policy.
            options.ContentSecurityFrameAncestorsPolicy = null;
        });
        app.MapSignInAndOut();
        app.MapLanguageChoice();
        app.MapGet("/", (PortalSettings settings) => Results.LocalRedirect(settings.IsDemo ? PagePaths.Demo : PagePaths.Start))
            .AllowAnonymous();
    }
}
