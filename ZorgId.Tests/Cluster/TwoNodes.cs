using System.Globalization;
using System.Net;
using ZorgId.Tests.Support;
using ZorgId.Web.Health;

namespace ZorgId.Tests.Cluster;

/// <summary>The tests that share one cluster, one after the other; each leaves it whole, or the next one mends it.</summary>
[CollectionDefinition(Name)]
public sealed class SharedCluster : ICollectionFixture<TwoNodes>
{
    public const string Name = "Cluster";
}

/// <summary>
/// What docs/operations.md describes: two processes of the real program behind nginx, on one PostgreSQL server, whose
/// database and role are made by that page's own SQL. Between the first node and its database lies a proxy.
/// </summary>
public sealed class TwoNodes : IAsyncLifetime
{
    private readonly int _port = Ports.FindFree();
    private readonly ServingProgram[] _nodes = new ServingProgram[2];
    private int _probes;

    public string Origin => string.Create(CultureInfo.InvariantCulture, $"https://localhost:{_port}");

    public PostgreSqlServer Database { get; private set; } = null!;

    public NginxServer Proxy { get; private set; } = null!;

    /// <summary>What most come in by.</summary>
    public HttpClient Client { get; private set; } = null!;

    public IReadOnlyList<ServingProgram> Nodes => _nodes;

    /// <summary>The core beside both nodes.</summary>
    internal CoreBeside Scene { get; private set; } = null!;

    /// <summary>Between the first node and PostgreSQL.</summary>
    internal FaultyTcpProxy Wire { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Database = PostgreSqlServer.Launch();
        foreach (var statement in OperationsPage.Block("sql").Split('\n'))
            await Database.ExecuteAsync(statement);
        Wire = new FaultyTcpProxy(Database.Port);
        // Both at once, on a database without a schema.
        var started = await Race.RunAsync(2, node => StartAsync(node, "http://127.0.0.1:0"));
        started.CopyTo(_nodes, 0);
        Proxy = await NginxServer.StartAsync(_port, [.. _nodes.Select(n => n.Address)]);
        Client = Proxy.CreateClient();
        Scene = await CoreBeside.OpenAsync(Settings(Database.Port, ";Pooling=False"));
    }

    /// <summary>The cluster as a test may expect it, whatever the one before left.</summary>
    public async Task MendAsync()
    {
        Wire.Delay = TimeSpan.Zero;
        Wire.Reconnect();
        for (var node = 0; node < _nodes.Length; node++)
        {
            if (!_nodes[node].IsRunning)
                await ReviveAsync(node);
        }

        await HealthyAsync();
    }

    /// <summary>Starts a node anew that has ended, where it was.</summary>
    public async Task ReviveAsync(int node)
    {
        var address = _nodes[node].Address;
        await _nodes[node].EndAsync();
        _nodes[node].Dispose();
        _nodes[node] = await StartAsync(node, address.ToString());
    }

    /// <summary>Both can serve.</summary>
    public async Task HealthyAsync()
    {
        for (var node = 0; node < _nodes.Length; node++)
            await UntilReadyAsync(node, (status, _) => status == HttpStatusCode.OK);
    }

    /// <summary>A node says of itself what is waited for.</summary>
    public async Task UntilReadyAsync(int node, Func<HttpStatusCode, string, bool> isIt)
    {
        string? last = null;
        await Until.IsAsync(
            async () =>
            {
                using var answer = await _nodes[node].GetAsync(HealthRoom.Ready);
                last = await answer.Content.ReadAsStringAsync(Cancellation);
                return isIt(answer.StatusCode, last);
            },
            () => $"Node {node} says {last}");
    }

    /// <inheritdoc cref="SendAsync(HttpClient, string, byte[])"/>
    public Task<HttpResponseMessage> SendAsync(string path, byte[] message) => SendAsync(Client, path, message);

    /// <summary>Brings a phone's message, by nginx.</summary>
    /// <exception cref="HttpRequestException">There was no answer within a phone's patience.</exception>
    public static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, byte[] message)
    {
        using var content = PortalServer.Message(message);
        try
        {
            return await client.PostAsync(new Uri(path, UriKind.Relative), content, Cancellation);
        }
        catch (OperationCanceledException exception) when (!Cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException("No answer in ten seconds.", exception);
        }
    }

    /// <summary>Which node nginx sends a browser to that has these cookies, and the cookie that it lays.</summary>
    public async Task<(int Node, string? Laid)> AskWayAsync(string? cookies)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/favicon.svg?probe={Interlocked.Increment(ref _probes)}");
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookies is not null)
            request.Headers.Add("Cookie", cookies);
        using var answer = await Client.SendAsync(request, Cancellation);
        NginxRequest? logged = null;
        await Until.IsAsync(() => Task.FromResult((logged = Proxy.Requests().FirstOrDefault(r => r.Path == path)) is not null), () => "nginx did not log it.");
        return (IndexOf(logged!.Nodes[^1]), answer.Header("Set-Cookie")?.Split(';')[0]);
    }

    /// <param name="authority">As nginx logs it.</param>
    public int IndexOf(string authority) => Array.FindIndex(_nodes, n => n.Address.Authority == authority);

    public async ValueTask DisposeAsync()
    {
        Scene?.Dispose();
        Proxy?.Dispose();
        foreach (var node in _nodes)
            node?.Dispose();
        if (Wire is not null)
            await Wire.DisposeAsync();
        Database?.Dispose();
        Client?.Dispose();
    }

    private Task<ServingProgram> StartAsync(int node, string url) => ServingProgram.StartAsync(Settings(node == 0 ? Wire.Port : Database.Port), Origin, url);

    // The tests' phones all have one address, and are in no hurry.
    private IEnumerable<(string Key, string Value)> Settings(int databasePort, string more = "") =>
    [
        .. PostgreSqlTestDatabase.SettingsFor(PostgreSqlServer.ConnectionString("portal", "portal", databasePort) + more),
        ("Environments:productie:Origin", Origin), ("Proxies:Known", IPAddress.Loopback.ToString()),
        .. ServingProgram.LongLifetimes,
        ("Limits:GoodPerAddress", "10000"), ("Limits:BadPerAddress", "10000"), ("Limits:PerPhone", "10000"), ("Limits:PerKnownPhone", "10000"), ("Limits:BadPerKnownPhone", "10000"),
    ];
}
