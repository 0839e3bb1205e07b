using Microsoft.AspNetCore.DataProtection;
using ZorgId.Core;
using ZorgId.Core.Persistence;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.Sessions;
using ZorgId.Web.Mobile;

namespace ZorgId.Web.Hosting;

/// <summary>What every room stands on: settings, database, keys, cookies, headers, languages.</summary>
public static class PortalHost
{
    public const string DefaultAddress = "http://localhost:5080";

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // The program's own folder, wherever it is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets();
        // A failed start is told by Startup, in one sentence; the host would put its stack trace before it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(DefaultAddress);
        return builder;
    }

    public static void AddPortalHost(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddPortalCore(PortalSettings.Read(builder.Configuration, builder.Environment));
        services.AddHostedService<ListeningOrigins>();
        services.AddHostedService<Sweep>();
        services.AddPortalCookies();
        services.AddHttpContextAccessor();
        services.AddProblemDetails();
        services.AddSingleton<ContentSecurityPolicy>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
    }

    /// <summary>The core with its settings and keys: what the server and the command line share.</summary>
    public static IServiceCollection AddPortalCore(this IServiceCollection services, PortalSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<DemoMarking>();
        services.AddZorgIdCore(settings.ConnectionString);
        services.AddOptions<SessionLifetimes>().BindConfiguration("Lifetimes").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<TypedCodeLimits>().BindConfiguration("TypedCodes").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PortalSessionLimits>().BindConfiguration("PortalSession").ValidateDataAnnotations().ValidateOnStart();
        services.AddDataProtection().SetApplicationName("ZorgId").PersistKeysToDbContext<PortalDb>().ProtectKeysWithCertificate(KeyCertificate.For(settings.ConnectionString));
        return services;
    }

    /// <summary>Migrations, the demo mark, and the origins that are known already.</summary>
    public static async Task PrepareDatabaseAsync(this IHost app)
    {
        var settings = app.Services.GetRequiredService<PortalSettings>();
        await app.Services.GetRequiredService<DatabaseStart>().ExecuteAsync(CancellationToken.None);
        await app.Services.GetRequiredService<DemoMarking>().CheckAsync(settings.IsDemo, CancellationToken.None);
        var origins = app.Services.GetRequiredService<PortalOrigins>();
        foreach (var (environment, origin) in settings.Origins)
            origins.Set(environment, origin);
    }

    public static void UsePortalHost(this WebApplication app)
    {
        app.UseKnownProxies();
        app.UseSecurityHeaders();
        app.UseMobileHeaders();
        app.UseExceptionPages();
        app.UseRouting();
        app.UsePortalLanguages();
        // Phones are no browsers: what they send carries its own proof, and their cookies are not even read.
        app.UseWhen(context => !context.IsMobile(), portal =>
        {
            portal.UseAuthentication();
            portal.UseAuthorization();
        });
        app.UseAntiforgery();
        app.MapStaticAssets().ShortCircuit();
    }

    /// <summary>Whether a phone calls, or who wants to know what phones may say: not the portal's pages, and not their cookies.</summary>
    public static bool IsMobile(this HttpContext context) =>
        context.Request.Path.StartsWithSegments("/mobile", StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);
}
