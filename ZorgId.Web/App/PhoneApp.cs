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

/// <summary>A portal that the app may talk to: a typed code, unlike a scanned one, does not say which one it is of.</summary>
public sealed record PhoneAppPortal(string Environment, string Origin);

/// <summary>Serves the phone app at /app.</summary>
public static class PhoneApp
{
    // Another version has another address.
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
        // What the browser itself asks for, and knows by one address for good. Looked at again each time, by its tag.
        app.UseWhen(IsUnversioned, unversioned => unversioned.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            RequestPath = PagePaths.PhoneApp,
            OnPrepareResponse = answer =>
            {
                var headers = answer.Context.Response.Headers;
                headers.CacheControl = CacheControlHeaderValue.NoCacheString;
                // The page is /app, and a worker in /app/ could not serve it by itself.
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
