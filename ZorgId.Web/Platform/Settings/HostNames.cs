namespace ZorgId.Web.Platform.Settings;

/// <summary>
/// Other names that lead to this machine, such as <c>www.productie.example</c>, and the environment of each. They come from the
/// settings: a name that only a request contains is never redirected.
/// </summary>
public sealed class HostNames
{
    private readonly Dictionary<string, PortalEnvironment> _environments = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="SettingsException">A setting is wrong.</exception>
    public static HostNames Read(IConfiguration configuration, PortalSettings settings)
    {
        var names = new HostNames();
        foreach (var environment in Enum.GetValues<PortalEnvironment>())
        {
            var key = $"Environments:{environment.WireName()}:Hosts";
            var set = (configuration[key] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            foreach (var name in set)
                names.Add(key, name, environment, settings);
        }

        return names;
    }

    /// <param name="host">The host of a request. A name that has no port in the settings counts at every port.</param>
    public PortalEnvironment? Find(HostString host)
    {
        var name = Name(host);
        if (host.Port is { } port && _environments.TryGetValue($"{name}:{port}", out var exact))
            return exact;
        return _environments.TryGetValue(name, out var any) ? any : null;
    }

    /// <summary>The name without its port and without a final dot, which only says that the name is fully qualified.</summary>
    public static string Name(HostString host) => host.Host.TrimEnd('.');

    private void Add(string key, string name, PortalEnvironment environment, PortalSettings settings)
    {
        if (!settings.IsDemo && !settings.Origins.ContainsKey(environment))
        {
            throw new SettingsException(
                $"{key} is set, and so must be Environments:{environment.WireName()}:Origin, where these hosts lead.");
        }

        if (!IsHost(name))
        {
            throw new SettingsException(
                $"{key} has '{name}', and must be names or addresses with commas between them, without https:// and without a path, "
                + "such as www.productie.example, productie.local:8080.");
        }

        if (settings.Origins.Values.Any(origin => string.Equals(new Uri(origin).Authority, name, StringComparison.OrdinalIgnoreCase)))
            throw new SettingsException($"{key} has '{name}', which is the host of an Origin already.");
        if (!_environments.TryAdd(name, environment) && _environments[name] != environment)
            throw new SettingsException($"{key} has '{name}', which another environment has already.");
    }

    private static bool IsHost(string text)
    {
        var host = new HostString(text);
        // The text must be equal to what was parsed, so that nothing of it was ignored.
        return Uri.CheckHostName(host.Host) != UriHostNameType.Unknown && !text.EndsWith('.')
            && (text == host.Host || (host.Port is > 0 and <= ushort.MaxValue and var port && text == $"{host.Host}:{port}"));
    }
}
