using Microsoft.AspNetCore.HttpOverrides;

namespace ZorgId.Web.Platform.Settings;

/// <summary>Uses what proxies say about the requests that they pass on, but only of proxies that the settings name.</summary>
public static class KnownProxies
{
    /// <summary>The value of <c>Proxies:Known</c> that says that there is deliberately no proxy.</summary>
    public const string None = "none";

    /// <summary>
    /// Where browsers use https and this program listens by http, there is a proxy between them. If the settings did not name it, every
    /// rate limit would count the proxy's address, and the log would name it.
    /// </summary>
    /// <exception cref="SettingsException">The settings do not name the proxy.</exception>
    public static void MustBeNamed(IConfiguration configuration, PortalSettings settings)
    {
        if (!settings.IsDemo && settings.IsSecure && string.IsNullOrWhiteSpace(configuration["Proxies:Known"])
            && ListensByHttp(configuration))
        {
            throw new SettingsException(
                "Proxies:Known must name the proxy that browsers and phones come by, such as 10.0.0.2, "
                + "since the origin begins with https and this program listens by http. Where there is none, set it to none.");
        }
    }

    public static void UseKnownProxies(this WebApplication app)
    {
        var proxies = app.Services.GetRequiredService<PortalSettings>().Proxies;
        if (proxies.Count == 0)
            return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in proxies)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    private static bool ListensByHttp(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren()
            .Select(endpoint => endpoint["Url"])
            .OfType<string>()
            .ToList();
        // Kestrel uses the same order: its endpoints, then addresses, then ports.
        if (endpoints.Count > 0)
            return endpoints.Exists(IsHttp);
        return configuration["urls"] is { Length: > 0 } urls
            ? urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Any(IsHttp)
            : !string.IsNullOrEmpty(configuration["http_ports"]) || string.IsNullOrEmpty(configuration["https_ports"]);
    }

    private static bool IsHttp(string url) => url.StartsWith(Uri.UriSchemeHttp + "://", StringComparison.OrdinalIgnoreCase);
}
