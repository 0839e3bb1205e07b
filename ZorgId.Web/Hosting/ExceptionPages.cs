using Microsoft.AspNetCore.Diagnostics;
using ZorgId.Web.Mobile;
using ZorgId.Web.Portal;

namespace ZorgId.Web.Hosting;

/// <summary>What is answered when something broke: a page for a browser, problem+json for a phone; details for the log only.</summary>
public static class ExceptionPages
{
    /// <summary>Whether this is the page about a failure. It asks for nothing that may have failed, such as who is there.</summary>
    public static bool HasFailed(this HttpContext context) => context.Features.Get<IExceptionHandlerFeature>() is not null;

    public static void UseExceptionPages(this WebApplication app)
    {
        app.UseWhen(context => context.IsMobile(), mobile =>
        {
            mobile.UseExceptionHandler(failed => failed.Run(context => Problems.OfStatus(context.Response.StatusCode).ExecuteAsync(context)));
            mobile.UseStatusCodePages(answer => Problems.OfStatus(answer.HttpContext.Response.StatusCode).ExecuteAsync(answer.HttpContext));
        });
        app.UseWhen(context => !context.IsMobile(), portal =>
        {
            portal.UseExceptionHandler(PortalRoutes.Failed, createScopeForErrors: true);
            portal.UseStatusCodePagesWithReExecute(PortalRoutes.NotFound, createScopeForStatusCodePages: true);
            // Both pages are read, whatever was posted.
            portal.Use((context, next) =>
            {
                if (context.HasFailed() || context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
                    context.Request.Method = HttpMethods.Get;
                return next(context);
            });
        });
    }
}
