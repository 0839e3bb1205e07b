namespace ZorgId.Web.Platform.Requests;

public static class RequestEnvironment
{
    /// <summary>
    /// The environment that a request came to: the one whose origin has the request's host, otherwise the first that is served. The host
    /// only chooses between environments of the settings, and a phone's message must still be meant for that origin.
    /// </summary>
    public static PortalEnvironment Environment(this HttpContext context)
    {
        var origins = context.RequestServices.GetRequiredService<PortalOrigins>().All;
        var host = context.Request.Host.Value;
        foreach (var (environment, origin) in origins)
        {
            if (string.Equals(new Uri(origin).Authority, host, StringComparison.OrdinalIgnoreCase))
                return environment;
        }

        return origins.Keys.Min();
    }

    /// <summary>Describes the sender so that people can recognise it. Nothing may be decided by it.</summary>
    public static Requester Requester(this HttpContext context)
    {
        var (browser, platform) = BrowserName.Find(context.Request.Headers.UserAgent);
        return new(browser, platform, context.ClientAddress());
    }

    /// <summary>The same for a phone app. An iPad calls itself a Mac, and its messages do not show which of the two it is.</summary>
    public static Requester PhoneRequester(this HttpContext context)
    {
        var requester = context.Requester();
        return requester.Platform == BrowserName.Mac ? requester with { Platform = $"iPad/{BrowserName.Mac}" } : requester;
    }

    /// <summary>The address that a request came from, or null.</summary>
    public static string? ClientAddress(this HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address.ToString(),
    };
}
