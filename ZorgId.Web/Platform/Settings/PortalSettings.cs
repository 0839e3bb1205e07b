using System.Net;
using ZorgId.Core.Persistence;

namespace ZorgId.Web.Platform.Settings;

/// <summary>The operator's settings after they were checked. docs/settings.md lists all of them.</summary>
public sealed class PortalSettings
{
    private PortalSettings(
        bool isDemo,
        DatabaseSource database,
        KeyCertificateFile? keys,
        IReadOnlyList<string> previousKeys,
        IReadOnlyDictionary<PortalEnvironment, string> origins,
        IReadOnlyList<IPNetwork> proxies) =>
        (IsDemo, Database, Keys, PreviousKeys, Origins, Proxies) = (isDemo, database, keys, previousKeys, origins, proxies);

    public bool IsDemo { get; }

    public DatabaseSource Database { get; }

    /// <summary>The certificate that wraps the key ring; null for the one that the program makes beside an SQLite database.</summary>
    public KeyCertificateFile? Keys { get; }

    /// <summary>The full paths of files with the public parts of certificates that were in <see cref="Keys"/> before.</summary>
    public IReadOnlyList<string> PreviousKeys { get; }

    /// <summary>The file of the certificate that wraps the key ring.</summary>
    public KeyCertificateFile KeyFile => Keys ?? new(KeyCertificate.PathBeside(Database.File!), Password: null);

    /// <summary>The origins that are set. In demo mode the others follow from the address that the server listens on.</summary>
    public IReadOnlyDictionary<PortalEnvironment, string> Origins { get; }

    /// <summary>The proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are trusted.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; }

    /// <summary>Whether browsers reach this portal by https, so that its cookies can be restricted to https.</summary>
    public bool IsSecure => Origins.Values.Any(origin => origin.StartsWith(Uri.UriSchemeHttps + "://", StringComparison.Ordinal));

    /// <exception cref="SettingsException">A setting is wrong.</exception>
    public static PortalSettings Read(IConfiguration configuration, IHostEnvironment host)
    {
        var isDemo = ReadFlag(configuration, "Demo:Enabled") ?? host.IsDevelopment();
        var origins = new Dictionary<PortalEnvironment, string>();
        foreach (var environment in Enum.GetValues<PortalEnvironment>())
        {
            if (ReadOrigin(configuration, $"Environments:{environment.WireName()}:Origin") is { } origin)
                origins[environment] = origin;
        }

        if (!isDemo && origins.Count == 0)
        {
            throw new SettingsException(
                "Set Environments:productie:Origin (or Environments:acceptatie:Origin) to the address that browsers and phones use, "
                + "such as https://productie.example.");
        }

        if (origins.Values.Distinct(StringComparer.Ordinal).Count() < origins.Count)
            throw new SettingsException("Environments:productie:Origin and Environments:acceptatie:Origin must differ.");
        CheckAddresses(configuration["urls"]);
        var database = DatabaseSettings.Read(configuration, isDemo);
        return new(
            isDemo,
            database,
            ReadKeys(configuration, database.Provider),
            ReadPreviousKeys(configuration),
            origins,
            ReadNetworks(configuration, "Proxies:Known"));
    }

    /// <summary>The settings of the same portal with the same keys, but with another database.</summary>
    public PortalSettings On(DatabaseSource database) => new(IsDemo, database, KeyFile, PreviousKeys, Origins, Proxies);

    private static bool? ReadFlag(IConfiguration configuration, string key) => configuration[key] switch
    {
        null or "" => null,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw new SettingsException($"{key} is '{text}', and must be true or false."),
    };

    private static string? ReadOrigin(IConfiguration configuration, string key)
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

    private static List<IPNetwork> ReadNetworks(IConfiguration configuration, string key)
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

    private static KeyCertificateFile? ReadKeys(IConfiguration configuration, DatabaseProvider provider)
    {
        if (configuration["Keys:Certificate"] is { Length: > 0 } path)
            return new(ProgramFolder.PathOf(path), configuration["Keys:CertificatePassword"]);
        return provider == DatabaseProvider.SQLite ? null : throw new SettingsException(
            "Keys:Certificate must name a PFX file that is the same on every node, since PostgreSQL keeps none beside the database. "
            + "To make one: "
            + "openssl req -x509 -newkey rsa:3072 -nodes -days 18250 -subj /CN=zorgid-keys -keyout keys.pem -out keys.crt && "
            + "openssl pkcs12 -export -inkey keys.pem -in keys.crt -out keys.pfx "
            + "(the password that it asks for is Keys:CertificatePassword)");
    }

    private static List<string> ReadPreviousKeys(IConfiguration configuration) =>
        [
            .. (configuration["Keys:Previous"] ?? "")
                .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(ProgramFolder.PathOf),
        ];

    private static void CheckAddresses(string? urls)
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
