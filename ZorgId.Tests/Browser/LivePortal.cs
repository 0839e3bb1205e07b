using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using ZorgId.Core.Users;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>The whole portal on a real port, with a database of its own, for browsers to visit. It ends badly where MudBlazor was not translated.</summary>
public sealed class LivePortal : WebApplicationFactory<Program>, IPortalHost
{
    private readonly bool _isDemo;
    private readonly Action<IServiceCollection>? _change;
    private readonly RecordingMudLocalizer _words = new();
    private TestStore? _database;

    private LivePortal(bool isDemo, Action<IServiceCollection>? change = null, TestStore? database = null) =>
        (_isDemo, _change, _database) = (isDemo, change, database);

    /// <summary>Where browsers and phones find it.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>Where its acceptatie is found: another name for the same machine.</summary>
    public string AcceptatieOrigin => Origin.Replace("//localhost", "//acceptatie.localhost", StringComparison.Ordinal);

    /// <summary>A real portal, whose origin is the address that it happens to listen on.</summary>
    /// <param name="change">Puts the test's own parts in place of the program's.</param>
    public static Task<LivePortal> StartAsync(Action<IServiceCollection>? change = null) => new LivePortal(isDemo: false, change).ListenAsync();

    /// <param name="time">The clock, which the test moves.</param>
    public static Task<LivePortal> StartAsync(TimeProvider time) => StartAsync(services => services.AddSingleton(time));

    public static Task<LivePortal> StartDemoAsync() => new LivePortal(isDemo: true).ListenAsync();

    /// <summary>Ends this one; the next has its address and its database, as after a restart of the machine.</summary>
    public async Task<LivePortal> RestartAsync(Func<Task>? meanwhile = null)
    {
        var database = _database;
        _database = null;
        await DisposeAsync();
        if (meanwhile is not null)
            await meanwhile();
        return await new LivePortal(_isDemo, _change, database).ListenAsync(new Uri(Origin).Port);
    }

    /// <summary>Settings by which another program uses its database.</summary>
    public IReadOnlyList<(string Key, string Value)> DatabaseSettings => _database!.Settings;

    /// <summary>Each environment is found where it is.</summary>
    public void SetOrigins()
    {
        var origins = this.Get<PortalOrigins>();
        origins.Set(PortalEnvironment.Productie, Origin);
        origins.Set(PortalEnvironment.Acceptatie, AcceptatieOrigin);
    }

    /// <summary>What <c>administrator add</c> does.</summary>
    /// <returns>The text of the QR for that administrator's phone.</returns>
    public async Task<string> InviteAsync(NewAdministrator? wanted = null) => (await this.AddAdministratorAsync(wanted ?? RegistrarBrowser.Els)).ToString();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Assert.Empty(_words.Missing);
        try
        {
            _database?.Dispose();
        }
        catch (IOException)
        {
            // A request that outlived the server may write yet; what is left is the system's to clear.
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Demo:Enabled", _isDemo.ToString());
        foreach (var (key, value) in _database!.Settings)
            builder.UseSetting(key, value);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        if (!_isDemo)
            builder.UseSetting("Environments:productie:Origin", "http://localhost");
        builder.ConfigureTestServices(services => services.AddSingleton<MudLocalizer>(_words));
        if (_change is not null)
            builder.ConfigureTestServices(_change);
    }

    private async Task<LivePortal> ListenAsync(int port = 0)
    {
        _database ??= await TestStore.CreateAsync();
        // Not by its number: the factory would set that beside the program's start, which may have come first.
        UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        StartServer();
        Origin = $"http://localhost:{ClientOptions.BaseAddress.Port}";
        if (!_isDemo)
            SetOrigins();
        return this;
    }
}
