using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using ZorgId.Core;
using ZorgId.Core.Accounts;
using ZorgId.Core.Sessions;

namespace ZorgId.Tests.Browser;

/// <summary>The whole portal on a real port, with a database file of its own, for browsers to visit.</summary>
public sealed class LivePortal : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zorgid-browser-").FullName;
    private readonly bool _isDemo;

    private LivePortal(bool isDemo) => _isDemo = isDemo;

    /// <summary>Where browsers and phones find it.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>A real portal, whose origin is the address that it happens to listen on.</summary>
    public static LivePortal Start()
    {
        var portal = StartServer(isDemo: false);
        portal.Services.GetRequiredService<PortalOrigins>().Set(PortalEnvironment.Productie, portal.Origin);
        return portal;
    }

    public static LivePortal StartDemo() => StartServer(isDemo: true);

    /// <summary>What <c>administrator add</c> does: the text of the QR for the first administrator's phone.</summary>
    public async Task<string> AddAdministratorAsync()
    {
        var result = await Services.GetRequiredService<EnrollAdministrator>().ExecuteAsync(
            new(PortalEnvironment.Productie, new Person("Els", "Smit", new BirthDate(1980, 2, 1), "Assen"), "Praktijk Noord", "01234567"),
            TestContext.Current.CancellationToken);
        return result.Opened!.QrText;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Demo:Enabled", _isDemo.ToString());
        builder.UseSetting("ConnectionStrings:Portal", $"Data Source={Path.Combine(_folder, "portal.db")}");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        if (!_isDemo)
            builder.UseSetting("Environments:productie:Origin", "http://localhost");
    }

    private static LivePortal StartServer(bool isDemo)
    {
        var portal = new LivePortal(isDemo);
        portal.UseKestrel(0);
        portal.StartServer();
        portal.Origin = $"http://localhost:{portal.ClientOptions.BaseAddress.Port}";
        return portal;
    }
}
