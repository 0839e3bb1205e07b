using Microsoft.AspNetCore.HttpOverrides;

namespace ZorgId.Web.Hosting;

/// <summary>What a proxy tells of the request that it passes on, believed of the proxies that the settings name only.</summary>
public static class KnownProxies
{
    public static void UseKnownProxies(this WebApplication app)
    {
        var proxies = app.Services.GetRequiredService<PortalSettings>().Proxies;
        if (proxies.Count == 0)
            return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in proxies)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }
}
