using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Web.App;

/// <summary>The phone app's files, as they lie in App/.</summary>
public sealed record PhoneAppFiles(IFileProvider Files)
{
    public const string Page = "index.html";
    public const string Worker = "worker.js";
    public const string Manifest = "manifest.webmanifest";
}

/// <summary>A portal that the app may talk to. A typed code, unlike a QR, does not name its portal, so the app must know them.</summary>
public sealed record PhoneAppPortal(string Environment, string Origin);

/// <summary>Serves the phone app at /app.</summary>
public static class PhoneApp
{
    // Each version has its own address, so a file never changes at the address where a browser keeps it.
    private const string Forever = "public, max-age=31536000, immutable";

    public static void AddPhoneApp(this IServiceCollection services)
    {
        services.AddSingleton(new PhoneAppFiles(new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "App"))));
        services.AddSingleton<AppShell>();
    }

    public static void MapPhoneApp(this WebApplication app)
    {
        var files = app.Services.GetRequiredService<PhoneAppFiles>().Files;
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new VersionedFiles(app.Services.GetRequiredService<AppShell>()),
            RequestPath = PagePaths.PhoneApp,
            OnPrepareResponse = answer => answer.Context.Response.Headers.CacheControl = Forever,
        });
        // The browser itself asks for these files, always at the same address, and checks each time by the entity tag whether they changed.
        app.UseWhen(IsUnversioned, unversioned => unversioned.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            RequestPath = PagePaths.PhoneApp,
            OnPrepareResponse = answer =>
            {
                var headers = answer.Context.Response.Headers;
                headers.CacheControl = CacheControlHeaderValue.NoCacheString;
                // Without this header a worker in /app/ could not serve the page, which is /app.
                if (answer.File.Name == PhoneAppFiles.Worker)
                    headers["Service-Worker-Allowed"] = PagePaths.PhoneApp;
            },
        }));
        app.MapGet(PagePaths.PhoneApp, (HttpContext context, AppShell shell) =>
        {
            context.Response.Headers.CacheControl = CacheControlHeaderValue.NoCacheString;
            var (version, contents) = shell.Page();
            return TypedResults.Bytes(contents, "text/html; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{version}\""));
        }).AllowAnonymous();
        app.MapGet($"{PagePaths.PhoneApp}/shell.json", (HttpContext context, AppShell shell) =>
        {
            context.Response.Headers.CacheControl = CacheControlHeaderValue.NoStoreString;
            return shell.List();
        }).AllowAnonymous();
        app.MapGet($"{PagePaths.PhoneApp}/portals.json", (HttpContext context, PortalOrigins origins) =>
        {
            context.Response.Headers.CacheControl = CacheControlHeaderValue.NoStoreString;
            return origins.All.OrderBy(portal => portal.Key).Select(portal => new PhoneAppPortal(portal.Key.WireName(), portal.Value));
        }).AllowAnonymous();
    }

    private static bool IsUnversioned(HttpContext context) =>
        context.Request.Path.StartsWithSegments($"{PagePaths.PhoneApp}/icons", StringComparison.Ordinal)
        || context.Request.Path.Value is $"{PagePaths.PhoneApp}/{PhoneAppFiles.Worker}" or $"{PagePaths.PhoneApp}/{PhoneAppFiles.Manifest}";
}
