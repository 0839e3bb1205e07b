using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ZorgId.Core.Accounts;

namespace ZorgId.Tests.Support;

/// <summary>
/// The whole program on a database of its own, spoken to by HTTP in memory; its clock is the test's. As a fixture it
/// serves both environments over https. Tests that share one seed people of their own.
/// </summary>
public sealed class PortalServer : WebApplicationFactory<Program>, IPortalHost, IAsyncLifetime
{
    private static int _people;

    private readonly Dictionary<string, string> _settings = new()
    {
        ["Demo:Enabled"] = "false",
        ["Logging:LogLevel:Default"] = "None",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "None",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "None",
        ["Environments:productie:Origin"] = TestPortal.Productie,
        ["Environments:acceptatie:Origin"] = TestPortal.Acceptatie,
        ["Proxies:Known"] = "none",
    };

    private TestStore? _database;

    public FakeTimeProvider Time { get; private init; } = new(TestPortal.Start);

    /// <summary>Empty, unless the settings have it written.</summary>
    public RecordedLog Log { get; } = new();

    /// <summary>Settings by which another program uses its database.</summary>
    public IReadOnlyList<(string Key, string Value)> DatabaseSettings => _database!.Settings;

    public string ConnectionString => _database!.Source.ConnectionString;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A server with settings of its own, over those of the fixture.</summary>
    public static async Task<PortalServer> StartAsync(params IEnumerable<(string Key, string Value)> settings)
    {
        var server = new PortalServer();
        foreach (var (key, value) in settings)
            server._settings[key] = value;
        await server.InitializeAsync();
        return server;
    }

    public async ValueTask InitializeAsync()
    {
        _database = await TestStore.CreateAsync();
        StartServer();
    }

    /// <summary>Ends this server. The next has its database, its settings and its clock, and nothing that was in its memory.</summary>
    public Task<PortalServer> RestartAsync() => RestartAsync(() => Task.CompletedTask);

    /// <inheritdoc cref="RestartAsync()"/>
    /// <param name="meanwhile">What is done while nobody serves the database.</param>
    /// <param name="settings">Of the next, over those of this one.</param>
    public async Task<PortalServer> RestartAsync(Func<Task> meanwhile, params IEnumerable<(string Key, string Value)> settings)
    {
        var next = new PortalServer { Time = Time, _database = _database };
        foreach (var (key, value) in _settings.Select(s => (s.Key, s.Value)).Concat(settings))
            next._settings[key] = value;
        _database = null;
        await DisposeAsync();
        try
        {
            await meanwhile();
            next.StartServer();
            return next;
        }
        catch
        {
            await next.DisposeAsync();
            throw;
        }
    }

    /// <summary>A number that changes with every commit, by whomever, that wrote something.</summary>
    public async Task<long> DataVersionAsync()
    {
        // Else the server's own sealing would count as well.
        await this.SealAsync();
        return await _database!.DataVersionAsync();
    }

    /// <summary>A command, typed beside it: its exit code, and what it says on either stream.</summary>
    public Task<(int Exit, string Output, string Error)> TypeAsync(params string[] arguments) => TypeAsync([], arguments);

    /// <inheritdoc cref="TypeAsync(string[])"/>
    /// <param name="settings">Over those of the server.</param>
    public async Task<(int Exit, string Output, string Error)> TypeAsync(IEnumerable<(string Key, string Value)> settings, params string[] arguments)
    {
        var end = await PortalProgram.RunHereAsync([("Environments:productie:Origin", TestPortal.Productie), .. DatabaseSettings, .. settings], arguments);
        return (end.Exit, end.Output.Trim(), end.Errors.Trim());
    }

    /// <summary>A client that keeps no cookies and follows nothing: a phone, or a test that looks closely.</summary>
    /// <param name="address">Where it connects from; null for a connection that has none.</param>
    public HttpClient Client(string origin = TestPortal.Productie, string? address = null)
    {
        var from = address is null ? null : IPAddress.Parse(address);
        return new(Server.CreateHandler(context => context.Connection.RemoteIpAddress = from)) { BaseAddress = new Uri(origin) };
    }

    /// <summary>A person whom no other test knows.</summary>
    public static Person NewPerson() => Seed.Boss with { FamilyName = $"Jansen {Ordinal(Interlocked.Increment(ref _people))}" };

    /// <summary>The operator adds an administrator, or gives them a new QR.</summary>
    public Task<TestQr> AddAdministratorAsync(Person? person = null, PortalEnvironment environment = PortalEnvironment.Productie) =>
        this.AddAdministratorAsync(Seed.Administrator(person ?? NewPerson(), environment));

    /// <summary>An active administrator with a phone.</summary>
    public async Task<TestPhone> SeedAdministratorAsync(Person? person = null, PortalEnvironment environment = PortalEnvironment.Productie)
    {
        var phone = new TestPhone();
        await AcceptAsync(phone, await AddAdministratorAsync(person, environment));
        return phone;
    }

    /// <summary>A nonce for an <c>identity</c> message.</summary>
    public async Task<string> ChallengeAsync(string origin = TestPortal.Productie)
    {
        using var client = Client(origin);
        return (await (await client.PostAsync("/mobile/v1/challenges", content: null, Cancellation)).MustJsonAsync())["nonce"]!.GetValue<string>();
    }

    /// <summary>Sends a phone's message.</summary>
    /// <param name="what"><c>claim</c> or <c>decision</c>.</param>
    public Task<HttpResponseMessage> SendAsync(TestQr qr, string what, byte[] message, string? language = null) =>
        SendAsync($"/mobile/v1/sessions/{qr.Sid}/{what}", message, language, qr.Origin);

    /// <summary>Sends a phone's message.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, byte[] message, string? language = null, string origin = TestPortal.Productie, string? address = null)
    {
        using var client = Client(origin, address);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Message(message) };
        if (language is not null)
            request.Headers.AcceptLanguage.ParseAdd(language);
        return await client.SendAsync(request, Cancellation);
    }

    public static ByteArrayContent Message(byte[] message) => new(message) { Headers = { ContentType = new MediaTypeHeaderValue("application/jose") } };

    /// <summary>Claims by HTTP, and must succeed.</summary>
    /// <returns>The nonce for the decision.</returns>
    public async Task<string> MustClaimAsync(TestPhone phone, TestQr qr) => (await phone.MustClaimAsync(WireTo(qr), qr))["nonce"]!.GetValue<string>();

    /// <summary>Claims and accepts by HTTP, and must succeed.</summary>
    public Task AcceptAsync(TestPhone phone, TestQr qr) => phone.MustAcceptAsync(WireTo(qr), qr);

    /// <summary>A browser that logs in with a phone.</summary>
    /// <returns>What its requests have as their cookie.</returns>
    public async Task<string> LogInBrowserAsync(TestPhone phone)
    {
        var qr = await this.OpenLoginAsync();
        await AcceptAsync(phone, qr);
        return PortalCookie.Make(Services, (await this.SignInAsync(qr))!.Value).ToString();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _database?.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        foreach (var (key, value) in DatabaseSettings.Concat(_settings.Select(s => (s.Key, s.Value))))
            builder.UseSetting(key, value);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Time));
    }

    private Func<string, byte[], Task<HttpResponseMessage>> WireTo(TestQr qr) => (path, message) => SendAsync(path, message, origin: qr.Origin);

    // A name of letters: digits are for no WID.
    private static string Ordinal(int number) => string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)('a' + (digit - '0'))));
}
