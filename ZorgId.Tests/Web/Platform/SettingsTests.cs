using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Tests.Web.Platform;

/// <summary>What an operator sets: a good value counts, a wrong one is named in one sentence and stops the start.</summary>
[Trait("Stores", "nothing")]
public sealed class SettingsTests
{
    private static readonly Dictionary<string, string?> Good = new(StringComparer.OrdinalIgnoreCase) { ["Environments:productie:Origin"] = TestPortal.Productie };

    [Theory]
    [InlineData("Demo:Enabled", "perhaps", "Demo:Enabled is 'perhaps', and must be true or false.")]
    [InlineData("Environments:productie:Origin", "", "Set Environments:productie:Origin (or Environments:acceptatie:Origin) to the address that browsers and phones use, such as https://productie.example.")]
    [InlineData("Environments:productie:Origin", "https://productie.example/", "Environments:productie:Origin is 'https://productie.example/', and must be an origin in lower case without a path or a final slash, such as https://productie.example.")]
    [InlineData("Environments:productie:Origin", "https://Productie.example", "Environments:productie:Origin is 'https://Productie.example', and must be an origin in lower case without a path or a final slash, such as https://productie.example.")]
    [InlineData("Environments:productie:Origin", "https://productie.example:443", "Environments:productie:Origin is 'https://productie.example:443', and must be an origin in lower case without a path or a final slash, such as https://productie.example.")]
    [InlineData("Environments:acceptatie:Origin", "http://acceptatie.example", "Environments:acceptatie:Origin is 'http://acceptatie.example': http is for this machine only (localhost, *.localhost, 127.0.0.1); use https.")]
    [InlineData("Environments:acceptatie:Origin", TestPortal.Productie, "Environments:productie:Origin and Environments:acceptatie:Origin must differ.")]
    [InlineData("Environments:productie:Hosts", "www.productie.example, https://portaal.example", "Environments:productie:Hosts has 'https://portaal.example', and must be names or addresses with commas between them, without https:// and without a path, such as www.productie.example, productie.local:8080.")]
    [InlineData("Environments:productie:Hosts", "*.example", "Environments:productie:Hosts has '*.example', and must be names or addresses with commas between them, without https:// and without a path, such as www.productie.example, productie.local:8080.")]
    [InlineData("Environments:productie:Hosts", "www.productie.example:99999", "Environments:productie:Hosts has 'www.productie.example:99999', and must be names or addresses with commas between them, without https:// and without a path, such as www.productie.example, productie.local:8080.")]
    [InlineData("Environments:productie:Hosts", "Productie.example", "Environments:productie:Hosts has 'Productie.example', which is the host of an Origin already.")]
    [InlineData("Environments:acceptatie:Hosts", "www.acceptatie.example", "Environments:acceptatie:Hosts is set, and so must be Environments:acceptatie:Origin, where these hosts lead.")]
    [InlineData("ConnectionStrings:Portal", "portal.db", "ConnectionStrings:Portal must name a file, such as Data Source=/var/lib/zorgid/portal.db.")]
    [InlineData("ConnectionStrings:Portal", "Host=db;Password=secret", "ConnectionStrings:Portal must name a file, such as Data Source=/var/lib/zorgid/portal.db.")]
    [InlineData("ConnectionStrings:Portal", "Data Source=:memory:", "ConnectionStrings:Portal must name a file, such as Data Source=/var/lib/zorgid/portal.db.")]
    [InlineData("ConnectionStrings:Portal", "Data Source=", "ConnectionStrings:Portal must name a file, such as Data Source=/var/lib/zorgid/portal.db.")]
    [InlineData("Database:Provider", "Oracle", "Database:Provider is 'Oracle', and must be SQLite or PostgreSQL.")]
    [InlineData("Database:Provider", "1", "Database:Provider is '1', and must be SQLite or PostgreSQL.")]
    [InlineData("Database:Provider", "PostgreSQL", "ConnectionStrings:Portal must name a PostgreSQL database, such as Host=db.example;Database=zorgid;Username=zorgid;Password=….")]
    [InlineData("Proxies:Known", "10.0.0.2, proxy", "Proxies:Known has 'proxy', and must be addresses or networks with commas between them, such as 10.0.0.2, 10.1.0.0/16.")]
    [InlineData("urls", "localhost", "urls has 'localhost', and must be addresses with semicolons between them, such as http://localhost:5080.")]
    [InlineData("urls", "http://localhost:5080;http://localhost:99999", "urls has 'http://localhost:99999', and must be addresses with semicolons between them, such as http://localhost:5080.")]
    [InlineData("Lifetimes:Login", "soon", "Failed to convert configuration value 'soon' at 'Lifetimes:Login' to type 'System.TimeSpan'.")]
    [InlineData("Lifetimes:Login", "00:00:09", "Lifetimes:Login must be between 00:00:10 and 01:00:00.")]
    [InlineData("Lifetimes:Enrollment", "00:00:09", "Lifetimes:Enrollment must be between 00:00:10 and 1.00:00:00.")]
    [InlineData("Lifetimes:Claimed", "01:00:01", "Lifetimes:Claimed must be between 00:00:10 and 01:00:00.")]
    [InlineData("Lifetimes:AcceptedLogin", "02:00:00", "Lifetimes:AcceptedLogin must be between 00:00:10 and 01:00:00.")]
    [InlineData("Lifetimes:TypedCode", "00:00:00", "Lifetimes:TypedCode must be between 00:00:10 and 01:00:00.")]
    [InlineData("Lifetimes:TypedQr", "1.00:00:00", "Lifetimes:TypedQr must be between 00:00:10 and 01:00:00.")]
    [InlineData("TypedCodes:WrongPerPhone", "0", "TypedCodes:WrongPerPhone must be between 1 and 1000.")]
    [InlineData("TypedCodes:WrongPerAddress", "many", "Failed to convert configuration value 'many' at 'TypedCodes:WrongPerAddress' to type 'System.Int32'.")]
    [InlineData("TypedCodes:WrongPer48", "10001", "TypedCodes:WrongPer48 must be between 1 and 10000.")]
    [InlineData("Limits:GoodPerAddress", "0", "Limits:GoodPerAddress must be between 1 and 1000000.")]
    [InlineData("Limits:BadPerAddress", "few", "Failed to convert configuration value 'few' at 'Limits:BadPerAddress' to type 'System.Int32'.")]
    [InlineData("Limits:PerPhone", "10001", "Limits:PerPhone must be between 1 and 10000.")]
    [InlineData("Health:FreeDiskMebibytes", "0", "Health:FreeDiskMebibytes must be between 1 and 1000000.")]
    [InlineData("Limits:OpenLoginsPerAddress", "-1", "Limits:OpenLoginsPerAddress must be between 1 and 100000.")]
    [InlineData("Audit:Retention", "365.00:00:00", "Audit:Retention must be between 1827.00:00:00 (five years) and 36525.00:00:00.")]
    [InlineData("Lifetimes:EndedRow", "23:59:59", "Lifetimes:EndedRow must be between 1.00:00:00 and 365.00:00:00.")]
    [InlineData("Support:Phone", "call us", "Support:Phone must be a telephone number, such as 088 123 45 67 or +31 88 123 45 67.")]
    [InlineData("Support:Phone", "12", "Support:Phone must be a telephone number, such as 088 123 45 67 or +31 88 123 45 67.")]
    [InlineData("Support:Phone", "088 123 45 67 or 1234", "Support:Phone must be a telephone number, such as 088 123 45 67 or +31 88 123 45 67.")]
    [InlineData("Support:Phone", "tel:088", "Support:Phone must be a telephone number, such as 088 123 45 67 or +31 88 123 45 67.")]
    [InlineData("Support:Phone", "0881234567890123", "Support:Phone must be a telephone number, such as 088 123 45 67 or +31 88 123 45 67.")]
    [InlineData("Support:Mail", "helpdesk", "Support:Mail must be a mail address, such as helpdesk@example.nl.")]
    [InlineData("Support:Mail", "Helpdesk <helpdesk@example.nl>", "Support:Mail must be a mail address, such as helpdesk@example.nl.")]
    [InlineData("Support:Mail", "mailto:helpdesk@example.nl", "Support:Mail must be a mail address, such as helpdesk@example.nl.")]
    [InlineData("Support:Mail", "helpdesk@example.nl?subject=x", "Support:Mail must be a mail address, such as helpdesk@example.nl.")]
    [InlineData("PortalSession:Idle", "00:00:59", "PortalSession:Idle must be between 00:01:00 and 08:00:00.")]
    [InlineData("PortalSession:Total", "2.00:00:00", "PortalSession:Total must be between 00:01:00 and 1.00:00:00.")]
    [InlineData("Lifetimes:Logins", "00:05:00", "Lifetimes:Logins is no setting; docs/settings.md lists all of them.")]
    public async Task Start_OneWrong_IsOneSentence(string key, string value, string sentence)
    {
        var (exit, errors) = await StartAsync((key, value));

        Assert.Equal((1, sentence), (exit, errors));
    }

    [Fact]
    public async Task Start_TwoWrong_AreToldAtOnce() => Assert.Equal(
        (1, "Lifetimes:Login must be between 00:00:10 and 01:00:00. Limits:PerPhone must be between 1 and 10000."),
        await StartAsync(("Lifetimes:Login", "00:00:09"), ("Limits:PerPhone", "0")));

    [Theory]
    [InlineData("Demo:Enabled", "True")]
    [InlineData("Environments:productie:Origin", "http://localhost:5080")]
    [InlineData("Environments:acceptatie:Origin", "http://acceptatie.localhost:5080")]
    [InlineData("Environments:productie:Hosts", "www.productie.example, Portaal.example:8443, 10.0.0.5, [fd00::1]:5080")]
    [InlineData("Proxies:Known", "10.0.0.2, 10.1.0.0/16, fd00::1")]
    [InlineData("urls", "http://*:5080;http://[::1]:5081;http://unix:/run/zorgid.sock")]
    [InlineData("Lifetimes:Login", "00:00:10")]
    [InlineData("PortalSession:Idle", "08:00:00")]
    [InlineData("Support:Phone", "")]
    [InlineData("Support:Phone", "+31 (0)88 - 123.45/67")]
    [InlineData("Support:Phone", "112")]
    [InlineData("Support:Mail", "help.desk+zorg@mail.example.nl")]
    public async Task Start_OneOther_Starts(string key, string value) => Assert.Equal((0, ""), await StartAsync((key, value)));

    [Fact]
    public void Lifetimes_Unset_AreTheProtocols()
    {
        using var services = Services(Configuration());

        var lifetimes = services.GetRequiredService<IOptions<SessionLifetimes>>().Value;
        var limits = services.GetRequiredService<IOptions<PortalSessionLimits>>().Value;

        Assert.Equal(
            (120, 600, 120, 60, 24 * 3600),
            (lifetimes.Login.TotalSeconds, lifetimes.Enrollment.TotalSeconds, lifetimes.Claimed.TotalSeconds, lifetimes.AcceptedLogin.TotalSeconds, lifetimes.EndedRow.TotalSeconds));
        Assert.Equal((15, 480), (limits.Idle.TotalMinutes, limits.Total.TotalMinutes));
    }

    [Fact]
    public void Lifetimes_Set_Count()
    {
        using var services = Services(Configuration(("Lifetimes:Enrollment", "00:20:00")));

        Assert.Equal(TimeSpan.FromMinutes(20), services.GetRequiredService<IOptions<SessionLifetimes>>().Value.Enrollment);
    }

    [Theory]
    [InlineData("Production", false)]
    [InlineData("Staging", false)]
    [InlineData("Development", true)]
    public void Demo_Unset_IsOnInDevelopmentOnly(string environment, bool isDemo) => Assert.Equal(isDemo, Read(environment).IsDemo);

    [Fact]
    public void Demo_Set_CountsInAnyEnvironment()
    {
        Assert.False(Read("Development", ("Demo:Enabled", "false")).IsDemo);
        Assert.True(Read("Production", ("Demo:Enabled", "true")).IsDemo);
    }

    [Fact]
    public void Database_Unset_LiesInTheStorageFolder()
    {
        Assert.Equal($"Data Source={Beside("data", "portal.db")}", Read("Production").Database.ConnectionString);
        Assert.Equal($"Data Source={Beside("data", "demo.db")}", Read("Development").Database.ConnectionString);
        Assert.Equal("Data Source=/srv/zorgid/portal.db", Read("Production", ("Storage:Folder", "/srv/zorgid")).Database.ConnectionString);
    }

    [Fact]
    public void Database_RelativePath_IsFoundFromTheProgramWhereverItIsStarted()
    {
        Assert.Equal($"Data Source={Beside("here", "portal.db")}", Read("Production", ("Storage:Folder", "here")).Database.ConnectionString);
        Assert.Equal($"Data Source={Beside("portal.db")}", Read("Production", ("ConnectionStrings:Portal", "Data Source=portal.db")).Database.ConnectionString);
    }

    [Fact]
    public void Configuration_SetTwice_ArgumentsBeatTheEnvironmentAndThatBeatsTheFile()
    {
        // Of the root's appsettings.json; as a setting of the process it does no harm to the tests beside this one.
        const string Key = "Logging:LogLevel:Microsoft.EntityFrameworkCore";
        Assert.Equal("Warning", CoreHost.CreateBuilder([]).Configuration[Key]);
        Environment.SetEnvironmentVariable(Key, "Error");
        try
        {
            Assert.Equal("Error", CoreHost.CreateBuilder([]).Configuration[Key]);
            Assert.Equal("Critical", CoreHost.CreateBuilder([$"--{Key}=Critical"]).Configuration[Key]);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Key, null);
        }
    }

    private static string Beside(params string[] path) => Path.Combine([AppContext.BaseDirectory, .. path]);

    private static IConfiguration Configuration(params (string Key, string Value)[] changes)
    {
        var values = new Dictionary<string, string?>(Good, Good.Comparer);
        foreach (var (key, value) in changes)
            values[key] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }

    private static PortalSettings Read(string environment, params (string Key, string Value)[] changes) =>
        PortalSettings.Read(Configuration(changes), new TestEnvironment(environment));

    private static ServiceProvider Services(IConfiguration configuration)
    {
        var services = new ServiceCollection().AddSingleton(configuration);
        services.AddSettingsSections();
        return services.BuildServiceProvider();
    }

    // What the program does with its settings before it serves.
    private static async Task<(int Exit, string Errors)> StartAsync(params (string Key, string Value)[] changes)
    {
        using var errors = new StringWriter();
        var exit = await Startup.GuardAsync(
            () =>
            {
                HostNames.Read(Configuration(changes), Read("Production", changes));
                SettingsSections.Check(Configuration(changes));
                return Task.CompletedTask;
            },
            errors);
        return (exit, errors.ToString().TrimEnd('\n', '\r'));
    }

    private sealed class TestEnvironment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}
