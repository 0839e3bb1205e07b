using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ZorgId.Core;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;
using ZorgId.Web.Hosting;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Tests.Web.Hosting;

/// <summary>Starts that must not succeed, and how they are told.</summary>
[Trait("Speed", "slow")]
public sealed class StartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Guard_SettingsFileThatIsNoJson_IsOneSentence()
    {
        using var folder = new SqliteTestDatabase();
        var file = Path.Combine(Path.GetDirectoryName(folder.Path)!, "appsettings.json");
        await File.WriteAllTextAsync(file, "{ \"Demo\": ", Cancellation);

        var sentence = await GuardAsync(() => Task.FromResult(new ConfigurationBuilder().AddJsonFile(file).Build()));

        Assert.StartsWith($"Failed to load configuration from file '{file}'. Expected ", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{ \"Demo\": 1, \"demo\": 2 }")]
    public async Task Guard_SettingsFileOfAnotherShape_IsOneSentence(string text)
    {
        using var folder = new SqliteTestDatabase();
        var file = Path.Combine(Path.GetDirectoryName(folder.Path)!, "appsettings.json");
        await File.WriteAllTextAsync(file, text, Cancellation);

        var sentence = await GuardAsync(() => Task.FromResult(new ConfigurationBuilder().AddJsonFile(file).Build()));

        Assert.StartsWith($"Failed to load configuration from file '{file}'. ", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Logging:LogLevel:Default", "Loud", "A setting cannot be used: ")]
    [InlineData("Kestrel:Endpoints:Http:Url", "nowhere", "A setting cannot be used: ")]
    [InlineData("Kestrel:Endpoints:Https:Url=https://127.0.0.1:0 Kestrel:Endpoints:Https:Certificate:Path", "/etc/passwd", "A certificate cannot be used: ")]
    [InlineData("Kestrel:Endpoints:Https:Url=https://127.0.0.1:0 Kestrel:Endpoints:Https:Certificate:Path", "/etc/nothing.pfx", "A file or folder cannot be used: ")]
    [Trait("Stores", "nothing")]
    public async Task Process_SettingOfTheFrameworkIsWrong_EndsWithOneSentence(string key, string value, string sentence)
    {
        using var database = await TestStore.CreateAsync();
        var settings = $"{key}={value}".Split(' ').Select(pair => pair.Split('=', 2)).Select(pair => (pair[0], pair[1]));

        var end = await PortalProgram.RunAsync([("Environments:productie:Origin", TestPortal.Productie), .. database.Settings, ("Logging:LogLevel:Default", "Warning"), .. settings]);

        Assert.Equal((1, ""), (end.Exit, end.Output));
        Assert.StartsWith(sentence, Assert.Single(end.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-x=1", "'-x' is not known here; --help lists the commands, and docs/settings.md the settings.")]
    [InlineData("--url http://localhost:5080", "'--url' is not known here; --help lists the commands, and docs/settings.md the settings.")]
    [InlineData("--Demo:Enabled=false portal", "'portal' is not known here; --help lists the commands, and docs/settings.md the settings.")]
    [InlineData("--Storages:Folder=/srv", "'--Storages:Folder' is not known here; --help lists the commands, and docs/settings.md the settings.")]
    [InlineData("--Demo:Enabled", "'--Demo:Enabled' has no value; --help lists the commands, and docs/settings.md the settings.")]
    public async Task Guard_ArgumentThatIsNoSetting_IsOneSentence(string arguments, string sentence)
    {
        Assert.Equal(sentence, await GuardAsync(() => Check(arguments.Split(' ')), Startup.Refused));
        await Check("--Demo:Enabled=false --urls http://localhost:5080 --environment Production".Split(' '));

        static Task Check(string[] all)
        {
            ServerArguments.Check(all);
            return Task.CompletedTask;
        }
    }

    [Fact]
    [Trait("Stores", "nothing")]
    public async Task Process_AddressInUse_EndsWithOneSentence()
    {
        using var database = await TestStore.CreateAsync();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var end = await PortalProgram.RunAsync(
            [("Environments:productie:Origin", TestPortal.Productie), .. database.Settings, ("Logging:LogLevel:Default", "Warning")],
            "--urls", $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}");

        end.MustComplain(1, "The address is in use already; choose another with --urls http://localhost:PORT.");
    }

    [Fact]
    public async Task Process_DatabaseOfADemo_IsNotServedAsAPortal()
    {
        // It has no address yet, and nobody in it.
        await using var demo = await PortalServer.StartAsync(("Demo:Enabled", "true"));

        var end = await PortalProgram.RunAsync([("Environments:productie:Origin", TestPortal.Productie), .. demo.DatabaseSettings]);

        end.MustComplain(1, "This database was made by demo mode and is not served as a portal: name another in ConnectionStrings:Portal, or set Demo:Enabled to true.");
    }

    [Fact]
    public async Task Check_DatabaseOfAPortal_IsNotUsedForADemo()
    {
        await using var portal = await PortalServer.StartAsync();
        var marking = portal.Get<DemoMarking>();
        // Before anyone is in it, it is nobody's.
        await marking.CheckAsync(isDemo: true, Cancellation);
        await portal.AddAdministratorAsync();

        var refused = await Assert.ThrowsAsync<SettingsException>(() => marking.CheckAsync(isDemo: true, Cancellation));

        Assert.StartsWith("This database belongs to a real portal", refused.Message, StringComparison.Ordinal);
        await marking.CheckAsync(isDemo: false, Cancellation);
    }

    [Fact]
    public async Task Guard_FilesThatAreNone_AreOneSentenceEach()
    {
        using var database = await SqliteTestDatabase.CreateAsync();
        await File.WriteAllTextAsync(database.Path, "no database, but a text that is longer than the header of one, which has a hundred octets: this is long enough.", Cancellation);
        await File.WriteAllTextAsync(database.Path + ".keys.pfx", "no certificate", Cancellation);

        Assert.Equal(
            $"{database.Path}.keys.pfx is not the key file that belongs beside this database; put that back.",
            await GuardAsync(() => Task.FromResult(KeyCertificate.Beside(database.Path))));
        Assert.StartsWith("The database cannot be used: ", await GuardAsync(() => OpenAsync(database.ConnectionString)), StringComparison.Ordinal);
        Assert.StartsWith("A file or folder cannot be used: ", await GuardAsync(() => OpenAsync($"Data Source={database.Path}/inside/portal.db")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_HostThatEndsWithoutAStop_EndsWithoutAFault()
    {
        await using var portal = await TestPortal.StartAsync();
        var time = new WatchedTime();
        var sweep = new ExpiryService(portal.Get<ExpireSessions>(), portal.Get<ExpirePortalSessions>(), portal.Get<ExpirePhoneRows>(), portal.Get<LearnPhoneNetworks>(), time, NullLogger<ExpiryService>.Instance);
        await sweep.StartAsync(Cancellation);
        await time.TimerMade;

        sweep.Dispose();

        await sweep.ExecuteTask!;
    }

    /// <summary>The real clock, which tells when someone begins to wait by it.</summary>
    private sealed class WatchedTime : TimeProvider
    {
        private readonly TaskCompletionSource _timerMade = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task TimerMade => _timerMade.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _timerMade.TrySetResult();
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }

    private static async Task<string> GuardAsync(Func<Task> run, int exit = 1)
    {
        using var errors = new StringWriter();
        Assert.Equal(exit, await Startup.GuardAsync(run, errors));
        return Assert.Single(errors.ToString().TrimEnd('\n', '\r').Split('\n'));
    }

    private static async Task OpenAsync(string connectionString)
    {
        await using var services = new ServiceCollection().AddZorgIdCore(new DatabaseSource(DatabaseProvider.SQLite, $"{connectionString};Pooling=False")).BuildServiceProvider();
        await services.GetRequiredService<IDatabaseEngine>().StartAsync(() => Task.CompletedTask, Cancellation);
    }
}
