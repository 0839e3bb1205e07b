using Microsoft.AspNetCore.Diagnostics;
using ZorgId.Core.Persistence;
using ZorgId.Web.Mobile;
using ZorgId.Web.Portal;

namespace ZorgId.Web.Hosting;

/// <summary>What is answered when something broke: a page for a browser, problem+json for a phone; details for the log only.</summary>
public static class ExceptionPages
{
    private static readonly object ReadKey = new();

    /// <param name="Path">With its query; the start page, where it might lead to another host.</param>
    /// <param name="IsRead">Asking again does no harm, and nothing else was wanted.</param>
    /// <param name="IsInDoubt">What was asked may have been done.</param>
    public sealed record OutageRequest(string Path, bool IsRead, bool IsInDoubt);

    /// <summary>Whether this is the page about a failure. It asks for nothing that may have failed, such as who is there.</summary>
    public static bool HasFailed(this HttpContext context) => context.Features.Get<IExceptionHandlerFeature>() is not null;

    /// <summary>What was asked while the database was away, on the page that tells so; null where something else broke.</summary>
    public static OutageRequest? FindOutageRequest(this HttpContext context) =>
        context.Features.Get<IExceptionHandlerPathFeature>() is { } failed && failed.Error.IsOutage()
            ? new(context.RequestedPath() ?? PortalRoutes.Start, context.Items[ReadKey] is true, failed.Error is CommitInDoubtException)
            : null;

    /// <summary>What was asked for, where another page answers in its place: it stands in the browser's address bar still.</summary>
    /// <returns>Null where the page that answers was asked for itself, or where the path would lead to another host.</returns>
    public static string? RequestedPath(this HttpContext context)
    {
        var (path, query) = (context.Features.Get<IStatusCodeReExecuteFeature>(), context.Features.Get<IExceptionHandlerPathFeature>()) switch
        {
            (_, { } failed) => (failed.Path, context.Request.QueryString.ToString()),
            ({ } missing, _) => (missing.OriginalPathBase + missing.OriginalPath, missing.OriginalQueryString),
            _ => (null, null),
        };
        return path is null ? null : ReturnPath.Local(new PathString(path).ToUriComponent() + query);
    }

    public static void UseExceptionPages(this WebApplication app)
    {
        app.UseWhen(context => context.IsMobile(), mobile =>
        {
            mobile.UseExceptionHandler(failed => failed.Run(context => Problems.OfStatus(context.Response.StatusCode).ExecuteAsync(context)));
            mobile.UseStatusCodePages(answer => Problems.OfStatus(answer.HttpContext.Response.StatusCode).ExecuteAsync(answer.HttpContext));
        });
        app.UseWhen(context => !context.IsMobile(), portal =>
        {
            portal.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = PortalRoutes.Failed,
                CreateScopeForErrors = true,
                StatusCodeSelector = exception => exception.IsOutage() ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError,
            });
            portal.UseStatusCodePagesWithReExecute(PortalRoutes.NotFound, createScopeForStatusCodePages: true);
            // Both pages are read, whatever was posted.
            portal.Use((context, next) =>
            {
                if (context.HasFailed() || context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
                {
                    context.Items[ReadKey] = HttpMethods.IsGet(context.Request.Method);
                    context.Request.Method = HttpMethods.Get;
                }

                return next(context);
            });
        });
    }
}
