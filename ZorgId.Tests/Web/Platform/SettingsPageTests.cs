using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using ZorgId.Core.Audit;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Tests.Web.Platform;

/// <summary>docs/settings.md lists what an operator can set: all that the program reads, and nothing else.</summary>
[Trait("Stores", "nothing")]
public sealed class SettingsPageTests
{
    private const string NoDefault = "none";

    // Each with the values that it has when nobody sets any.
    private static readonly Dictionary<string, object> Sections = new(StringComparer.Ordinal)
    {
        ["Lifetimes"] = new SessionLifetimes(),
        ["TypedCodes"] = new TypedCodeLimits(),
        ["Limits"] = new RequestLimits(),
        ["Audit"] = new AuditSettings(),
        ["PortalSession"] = new PortalSessionLimits(),
        ["Health"] = new HealthSettings(),
        ["Support"] = new SupportSettings(),
    };

    private static readonly MarkdownPage Page = new("settings.md");

    private static IEnumerable<string> Names => Page.Rows("setting").SelectMany(row => MarkdownPage.Terms(row[0]));

    [Fact]
    public void Sections_OfTheProgram_AreAllHere() =>
        Assert.Equal(SettingsSections.Names.Order(StringComparer.Ordinal), Sections.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Settings_OfTheSections_StandThereWithDefaultAndRange()
    {
        var known = from section in Sections
                    from property in section.Value.GetType().GetProperties()
                    where property.CanWrite
                    select $"{section.Key}:{property.Name} | {DefaultOf(property, section.Value)} | {RangeOf(property)}";
        var onPage = from row in Page.Rows("setting")
                     let name = Name(row)
                     where Sections.ContainsKey(name.Split(':')[0])
                     select $"{name} | {row[1].Trim('`')} | {row[2].Replace("`", "", StringComparison.Ordinal)}";

        Assert.Equal(known.Order(StringComparer.Ordinal), onPage.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Settings_ThatAreReadOneByOne_StandThere()
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        // One portal reads where its SQLite file lies, the other one its certificate: together they ask for all.
        AskFor(asked, ("Environments:productie:Origin", TestPortal.Productie), ("Proxies:Known", KnownProxies.None));
        AskFor(asked, ("Environments:productie:Origin", TestPortal.Productie), ("Keys:Certificate", "keys.pfx"));
        // Only a command reads it.
        asked.Add("Keys:OldPassword");
        // Only .NET reads these.
        string[] ofNet = ["Kestrel:Endpoints", "Logging", "AllowedHosts"];
        var onPage = Names.Where(name => !Sections.ContainsKey(name.Split(':')[0])).Except(ofNet);

        Assert.Equal(asked.Order(StringComparer.Ordinal), onPage.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_OfThePage_AreTakenAsArguments() => Assert.All(
        Names.Where(name => name != "Logging"),
        name => ServerArguments.Check([$"--{name}=1"]));

    [Fact]
    public void Addresses_ToListenOn_AreTheDefault() =>
        Assert.Equal($"`{CoreHost.DefaultAddress}`", Page.Rows("setting").Single(row => Name(row) == "urls")[1]);

    private static string Name(string[] row) => MarkdownPage.Terms(row[0]).First();

    private static string DefaultOf(PropertyInfo property, object section) => property.GetValue(section) switch
    {
        null => NoDefault,
        bool flag => flag ? "true" : "false",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string RangeOf(PropertyInfo property) =>
        property.GetCustomAttribute<RangeAttribute>() is { } range
            ? string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}")
            : "";

    private static void AskFor(HashSet<string> asked, params (string Key, string Value)[] set)
    {
        var given = set.ToDictionary(s => s.Key, s => (string?)s.Value, StringComparer.OrdinalIgnoreCase);
        var configuration = new ConfigurationRoot([new Recorder(given, asked)]);
        var settings = PortalSettings.Read(configuration, new HostingEnvironment { EnvironmentName = "Production" });
        HostNames.Read(configuration, settings);
        configuration["Proxies:Known"] = null;
        // It refuses what is set here; what it asks for before that is what counts.
        Assert.True(Record.Exception(() => KnownProxies.MustBeNamed(configuration, settings)) is null or SettingsException);
    }

    /// <summary>Settings that write down which of them are asked for.</summary>
    private sealed class Recorder : ConfigurationProvider
    {
        private readonly HashSet<string> _asked;

        public Recorder(Dictionary<string, string?> settings, HashSet<string> asked) => (Data, _asked) = (settings, asked);

        public override bool TryGet(string key, out string? value)
        {
            _asked.Add(key);
            return base.TryGet(key, out value);
        }
    }
}
