namespace ZorgId.Web.Platform.Settings;

/// <summary>
/// Other names that lead to this machine, such as <c>www.productie.example</c>, and the environment that is meant by each.
/// They are in the settings: a name that only a request brings is never led anywhere.
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

    /// <param name="host">As a request has it. A name without a port in the settings is meant at every port.</param>
    public PortalEnvironment? Find(HostString host)
    {
        var name = Name(host);
        if (host.Port is { } port && _environments.TryGetValue($"{name}:{port}", out var exact))
            return exact;
        return _environments.TryGetValue(name, out var any) ? any : null;
    }

    /// <summary>The name alone. A final dot only says that it is whole.</summary>
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
        // Written as it is read, so nothing of the text is left over.
        return Uri.CheckHostName(host.Host) != UriHostNameType.Unknown && !text.EndsWith('.')
            && (text == host.Host || (host.Port is > 0 and <= ushort.MaxValue and var port && text == $"{host.Host}:{port}"));
    }
}
