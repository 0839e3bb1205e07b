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
        var isDemo = SettingValues.ReadFlag(configuration, "Demo:Enabled") ?? host.IsDevelopment();
        var origins = new Dictionary<PortalEnvironment, string>();
        foreach (var environment in Enum.GetValues<PortalEnvironment>())
        {
            if (SettingValues.ReadOrigin(configuration, $"Environments:{environment.WireName()}:Origin") is { } origin)
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
        SettingValues.CheckAddresses(configuration["urls"]);
        var database = DatabaseSettings.Read(configuration, isDemo);
        return new(
            isDemo,
            database,
            ReadKeys(configuration, database.Provider),
            ReadPreviousKeys(configuration),
            origins,
            SettingValues.ReadNetworks(configuration, "Proxies:Known"));
    }

    /// <summary>The settings of the same portal with the same keys, but with another database.</summary>
    public PortalSettings On(DatabaseSource database) => new(IsDemo, database, KeyFile, PreviousKeys, Origins, Proxies);

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
}
