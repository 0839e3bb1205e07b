using ZorgId.Core.Phones;
using ZorgId.Web.Platform;

namespace ZorgId.Web.Mobile;

/// <summary>
/// Tells the rate limit from which address each message comes, and afterwards whether it was good (PROTOCOL, Limits). A message
/// that is granted is good; of one that is refused, <see cref="MessageAuthentication"/> says whether it came from a known phone.
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
            // The message is not counted: while the database is down, all phones of a practice retry from the same address.
            visit.Withdraw();
            throw;
        }

        if (answer is (not IResult) or IStatusCodeHttpResult { StatusCode: < StatusCodes.Status400BadRequest })
            visit.WasGood();
        return answer;
    }

    // Browsers send with each POST the origin of the page that sends it; apps send none.
    private bool IsForeign(HttpRequest request) =>
        request.Headers.Origin is [{ } origin, ..] && !origins.All.Values.Contains(origin, StringComparer.Ordinal);
}
