using Microsoft.Extensions.FileProviders;

namespace ZorgId.Web.Mobile;

/// <summary>Serves the phone app at /app, as its files lie in App/.</summary>
public static class PhoneApp
{
    public static void MapPhoneApp(this WebApplication app)
    {
        var files = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "App"));
        // Looked at again each time, by its tag: an app that lags behind its server would be a riddle to its owner.
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            RequestPath = "/app",
            OnPrepareResponse = answer => answer.Context.Response.Headers.CacheControl = "no-cache",
        });
        app.MapGet("/app", () => TypedResults.PhysicalFile(Path.Combine(files.Root, "index.html"), "text/html; charset=utf-8")).AllowAnonymous();
    }
}
