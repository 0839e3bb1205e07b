using ZorgId.Core.Phones;
using ZorgId.Web.Hosting;

namespace ZorgId.Web.Mobile;

/// <summary>
/// The first check of all (PROTOCOL, Limits): an address that has had its share is told so before its request is read.
/// Whatever is granted is good; of what is refused, <see cref="MessageAuthentication"/> says what came from a known phone.
/// </summary>
internal sealed class AddressLimit(MessageLimits limits) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        using var visit = await limits.BeginAsync(http.Connection.RemoteIpAddress, http.RequestAborted);
        if (visit is null)
            return Problems.Refuse(MessageLimits.TooMany);
        http.Features.Set(visit);
        object? answer;
        try
        {
            answer = await next(context);
        }
        catch (Exception exception) when (exception.IsOutage())
        {
            // The phones of a whole practice send again and again until the database is back.
            visit.Withdraw();
            throw;
        }

        if (answer is (not IResult) or IStatusCodeHttpResult { StatusCode: < StatusCodes.Status400BadRequest })
            visit.WasGood();
        return answer;
    }
}
