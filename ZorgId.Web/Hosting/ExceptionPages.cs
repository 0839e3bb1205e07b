using Microsoft.AspNetCore.Diagnostics;
using ZorgId.Web.Mobile;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Web.Hosting;

/// <summary>Answers a failed request: with a page for a browser, with problem+json for a phone. Details go to the log only.</summary>
public static class ExceptionPages
{
    public static void UseExceptionPages(this WebApplication app)
    {
        app.UseWhen(context => context.IsMobile(), mobile =>
        {
            mobile.UseExceptionHandler(
                failed => failed.Run(context => Problems.OfStatus(context.Response.StatusCode).ExecuteAsync(context)));
            mobile.UseStatusCodePages(answer => Problems.OfStatus(answer.HttpContext.Response.StatusCode).ExecuteAsync(answer.HttpContext));
        });
        app.UseWhen(context => !context.IsMobile(), portal =>
        {
            portal.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = PagePaths.Failed,
                CreateScopeForErrors = true,
                StatusCodeSelector = exception => exception.IsDatabaseUnavailable()
                    ? StatusCodes.Status503ServiceUnavailable
                    : StatusCodes.Status500InternalServerError,
            });
            portal.UseStatusCodePagesWithReExecute(PagePaths.NotFound, createScopeForStatusCodePages: true);
            // The failed request may have been a POST, but the page that is shown instead is always requested as a GET.
            portal.Use((context, next) =>
            {
                if (context.HasFailed() || context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
                {
                    context.Items[FailedRequests.ReadKey] = HttpMethods.IsGet(context.Request.Method);
                    context.Request.Method = HttpMethods.Get;
                }

                return next(context);
            });
        });
    }
}
