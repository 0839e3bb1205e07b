using ZorgId.Core.Phones;
using ZorgId.Web.Platform;

namespace ZorgId.Web.Mobile;

/// <summary>
/// Says of every message where it comes from, and afterwards whether it was good (PROTOCOL, Limits). Whatever is granted is
/// good; of what is refused, <see cref="MessageAuthentication"/> says what came from a known phone.
/// </summary>
internal sealed class AddressLimit(MessageLimits limits, PortalOrigins origins) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        using var visit = limits.Arrive(http.Connection.RemoteIpAddress, IsForeign(http.Request));
        http.Features.Set(visit);
        object? answer;
        try
        {
            answer = await next(context);
        }
        catch (Exception exception) when (exception.IsDatabaseUnavailable())
        {
            // The phones of a whole practice send again and again until the database is back.
            visit.Withdraw();
            throw;
        }

        if (answer is (not IResult) or IStatusCodeHttpResult { StatusCode: < StatusCodes.Status400BadRequest })
            visit.WasGood();
        return answer;
    }

    // Browsers say of each POST which page sends it; apps say nothing.
    private bool IsForeign(HttpRequest request) =>
        request.Headers.Origin is [{ } origin, ..] && !origins.All.Values.Contains(origin, StringComparer.Ordinal);
}
