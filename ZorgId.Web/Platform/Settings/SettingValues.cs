using System.Net;

namespace ZorgId.Web.Platform.Settings;

/// <summary>Reads single settings. Each method throws <see cref="SettingsException"/> where the text is not what it must be.</summary>
internal static class SettingValues
{
    /// <returns>Null where it is not set.</returns>
    public static bool? ReadFlag(IConfiguration configuration, string key) => configuration[key] switch
    {
        null or "" => null,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw new SettingsException($"{key} is '{text}', and must be true or false."),
    };

    /// <returns>Null where it is not set.</returns>
    public static string? ReadOrigin(IConfiguration configuration, string key)
    {
        if (configuration[key] is not { Length: > 0 } origin)
            return null;
        if (!PortalOrigins.IsOrigin(origin))
        {
            throw new SettingsException(
                $"{key} is '{origin}', and must be an origin in lower case without a path or a final slash, "
                + "such as https://productie.example.");
        }

        var uri = new Uri(origin);
        var isHere = uri.Host is "localhost" || uri.Host.EndsWith(".localhost", StringComparison.Ordinal)
            || uri.Host == IPAddress.Loopback.ToString();
        if (uri.Scheme == Uri.UriSchemeHttp && !isHere)
        {
            throw new SettingsException(
                $"{key} is '{origin}': http is for this machine only (localhost, *.localhost, 127.0.0.1); use https.");
        }

        return origin;
    }

    /// <returns>None where the setting says so, or is missing.</returns>
    public static List<IPNetwork> ReadNetworks(IConfiguration configuration, string key)
    {
        var networks = new List<IPNetwork>();
        if (string.Equals(configuration[key]?.Trim(), KnownProxies.None, StringComparison.OrdinalIgnoreCase))
            return networks;
        foreach (var text in (configuration[key] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPNetwork.TryParse(text, out var network))
                networks.Add(network);
            else if (IPAddress.TryParse(text, out var address))
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else
            {
                throw new SettingsException(
                    $"{key} has '{text}', and must be addresses or networks with commas between them, such as 10.0.0.2, 10.1.0.0/16.");
            }
        }

        return networks;
    }

    /// <param name="urls">The addresses to listen on, as ASP.NET takes them.</param>
    public static void CheckAddresses(string? urls)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                if (BindingAddress.Parse(url).Port is >= 0 and <= IPEndPoint.MaxPort)
                    continue;
            }
            catch (FormatException)
            {
                // The exception below reports it.
            }

            throw new SettingsException(
                $"urls has '{url}', and must be addresses with semicolons between them, such as http://localhost:5080.");
        }
    }
}
