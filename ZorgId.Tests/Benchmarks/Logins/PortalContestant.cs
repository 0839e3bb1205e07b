using System.Collections.Concurrent;
using System.Globalization;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Benchmarks.Logins;

/// <summary>
/// The portal as it is built: its nodes take a login's three messages in turn. Claim and decision are signed anew for each login,
/// and go by the API for phones. A browser opens a login by its circuit; here <see cref="LoginEndpoints"/> runs the same use case.
/// </summary>
internal sealed class PortalContestant : LoginContestant
{
    // Twice as many as log in at once: each of these is another person, and no phone is at work twice.
    private const int People = 64;

    private static readonly IReadOnlyList<(string Key, string Value)> Common =
    [
        ("Environments:productie:Origin", TestPortal.Productie),
        ("Proxies:Known", "127.0.0.1"),
        // All phones are at one address here, and each logs in more often than a person does.
        ("Limits:GoodPerAddress", "1000000"),
        ("Limits:PerPhone", "10000"),
        ("Limits:PerKnownPhone", "10000"),
        ("Limits:OpenLoginsPerAddress", "100000"),
        ("Limits:LoginOpeningsPerAddress", "100000"),
        ("DOTNET_STARTUP_HOOKS", typeof(LoginEndpoints).Assembly.Location),
        ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(LoginEndpoints).Assembly.GetName().Name!),
    ];

    private readonly ConcurrentQueue<TestPhone> _phones = new();
    private readonly HttpClient[] _clients;
    private int _messages;

    private PortalContestant(string name, ILoginStore store, IReadOnlyList<ServingProgram> nodes)
        : base(name, store, nodes)
    {
        _clients = [.. nodes.Select(node => new HttpClient { BaseAddress = node.Address })];
        foreach (var client in _clients)
        {
            client.DefaultRequestHeaders.Host = new Uri(TestPortal.Productie).Authority;
            client.DefaultRequestHeaders.Add("X-Forwarded-Proto", Uri.UriSchemeHttps);
        }
    }

    private HttpClient Next => _clients[(uint)Interlocked.Increment(ref _messages) % _clients.Length];

    /// <summary>It serves, and its people have their phones.</summary>
    /// <param name="folder">Of the build's <c>ZorgId.Web.dll</c>.</param>
    public static async Task<PortalContestant> StartAsync(string name, string folder, ILoginStore store, int nodes = 1)
    {
        var started = new List<ServingProgram>();
        try
        {
            for (var i = 0; i < nodes; i++)
                started.Add(await StartAsync(store, Common, Path.Combine(folder, "ZorgId.Web.dll")));
            var portal = new PortalContestant(name, store, started);
            for (var i = 0; i < People; i++)
                await portal.EnrollAsync(i);
            return portal;
        }
        catch (Exception exception)
        {
            var output = string.Join('\n', started.Select(s => s.Output));
            started.ForEach(s => s.Dispose());
            throw new InvalidOperationException(output, exception);
        }
    }

    public override async Task LogInAsync()
    {
        if (!_phones.TryDequeue(out var phone))
            throw new InvalidOperationException($"More than {People} log in at once.");
        await phone.MustAcceptAsync(SendAsync, await AskAsync(LoginEndpoints.Login));
        _phones.Enqueue(phone);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        foreach (var client in _clients)
            client.Dispose();
    }

    private async Task EnrollAsync(int person)
    {
        var phone = new TestPhone();
        var qr = await AskAsync(string.Create(CultureInfo.InvariantCulture, $"{LoginEndpoints.Administrator}{person}"));
        await phone.MustAcceptAsync(SendAsync, qr);
        _phones.Enqueue(phone);
    }

    private async Task<TestQr> AskAsync(string path) =>
        TestQr.Parse(await Next.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));

    private async Task<HttpResponseMessage> SendAsync(string path, byte[] message)
    {
        using var content = PortalServer.Message(message);
        return await Next.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }
}
