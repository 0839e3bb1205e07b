using ZorgId.Core.Persistence;
using ZorgId.Web.Demo;
using ZorgId.Web.Mobile;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Circuits;
using ZorgId.Web.Platform.Machine;
using ZorgId.Web.Platform.Requests;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Hosting;

/// <summary>The server, put together from the rooms of this project.</summary>
public static class PortalHost
{
    /// <returns>The settings.</returns>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    /// <exception cref="StartRefusedException">The database, or its folder, cannot be written.</exception>
    public static PortalSettings AddPortalHost(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var settings = builder.ReadSettings();
        KnownProxies.MustBeNamed(builder.Configuration, settings);
        // This comes before the core, which makes the key file where there is no database yet.
        StorageCheck.Check(settings);
        services.AddPortalCore(settings);
        services.AddSingleton(HostNames.Read(builder.Configuration, settings));
        services.AddHostedService<ListeningOrigins>();
        services.AddSingleton<ServerStop>();
        services.AddHostedService<ExpiryService>();
        if (settings.Database.Provider == DatabaseProvider.PostgreSQL)
        {
            services.AddHostedService<SharedHints>();
            services.AddHostedService<SealingService>();
        }

        services.AddHostedService<AuditHeadLog>();
        services.AddHostedService<CheckpointService>();
        services.AddPortalAntiforgery();
        services.AddHttpContextAccessor();
        services.AddSingleton<ContentSecurityPolicy>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
        return settings;
    }

    public static void UsePortalHost(this WebApplication app)
    {
        app.UseStoppingCircuits();
        app.UseKnownProxies();
        app.UseSecurityHeaders();
        app.UseMobileHeaders();
        // This comes before the exception pages, so that they are in the reader's language too.
        app.UsePortalLanguages();
        app.UseExceptionPages();
        app.UseDemoOnly();
        app.UseKnownHosts();
        app.UseCircuitOrigin();
        app.UseRouting();
        // These are called here, for every request. If a branch called them, the framework would add them again, before all of the above.
        app.UseAuthentication();
        app.UseAuthorization();
        // This comes before the first middleware that reads a form.
        app.UseRequestBodies();
        app.UseAntiforgery();
        app.UseAnonymousCircuitLimit();
        app.UseConnectionInCircuits();
        app.UseOutputCache();
        app.MapStaticAssets().ShortCircuit();
    }
}
