namespace ZorgId.Web.Platform.Settings;

/// <summary>The server's arguments are settings: <c>--urls http://localhost:5080</c> or <c>--Demo:Enabled=false</c>.</summary>
public static class ServerArguments
{
    private const string Prefix = "--";

    // These are sections of the program itself and of the framework.
    private static readonly HashSet<string> Sections = new(
        [
            "Demo", "Environments", "Database", "ConnectionStrings", "Storage", "Keys", "Proxies", "Logging", "Kestrel",
            .. SettingsSections.Names,
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "urls", "http_ports", "https_ports", "https_port", "AllowedHosts", "shutdownTimeoutSeconds", "detailedErrors",
        "captureStartupErrors",
        WebHostDefaults.ApplicationKey, WebHostDefaults.EnvironmentKey, WebHostDefaults.ContentRootKey, WebHostDefaults.WebRootKey,
        WebHostDefaults.StaticWebAssetsKey,
        WebHostDefaults.PreferHostingUrlsKey, WebHostDefaults.PreventHostingStartupKey, WebHostDefaults.HostingStartupAssembliesKey,
    };

    /// <summary>
    /// Refuses unknown arguments. The framework ignores a misspelt one silently, and the portal would run with other settings than the
    /// operator meant.
    /// </summary>
    /// <exception cref="StartRefusedException">An argument is no setting.</exception>
    public static void Check(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var argument = args[i];
            var end = argument.IndexOf('=', StringComparison.Ordinal);
            var name = end < 0 ? argument : argument[..end];
            // A section without a value sets nothing. Programs that start this one with their own settings pass on such arguments.
            if (end == argument.Length - 1 && Sections.Contains(name.TrimStart('-')))
                continue;
            if (!name.StartsWith(Prefix, StringComparison.Ordinal) || !IsKnown(name[Prefix.Length..]))
            {
                throw new StartRefusedException(
                    $"'{name}' is not known here; --help lists the commands, and docs/settings.md the settings.");
            }

            // Without an equals sign, the value is the next argument.
            if (end < 0 && ++i == args.Length)
                throw new StartRefusedException($"'{name}' has no value; --help lists the commands, and docs/settings.md the settings.");
        }
    }

    private static bool IsKnown(string name) => name.Split(':') is [var section, _, ..] ? Sections.Contains(section) : Names.Contains(name);
}
