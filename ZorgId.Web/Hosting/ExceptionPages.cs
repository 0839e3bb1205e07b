using ZorgId.Web.Mobile;
using ZorgId.Web.Portal;

namespace ZorgId.Web.Hosting;

/// <summary>What is answered when something broke: a page for a browser, problem+json for a phone; details for the log only.</summary>
public static class ExceptionPages
{
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
        });
    }
}
