using System.Globalization;
using Microsoft.Playwright;
using ZorgId.Core.Users;
using ZorgId.Tests.Browser;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Cluster;

/// <summary>A beheerder of a practice of their own, at a real browser that comes in by nginx; their phone is played by the test.</summary>
internal sealed class ClusterBrowser : IAsyncDisposable
{
    private const string NodeCookie = "__Host-zorgid-node";

    private static int _count;

    private readonly TwoNodes _cluster;
    private readonly Window _window;
    private readonly string _browser;

    private ClusterBrowser(TwoNodes cluster, Window window, string browser) => (_cluster, _window, _browser) = (cluster, window, browser);

    public IPage Page => _window.Page;

    /// <summary>Active.</summary>
    public TestPhone Phone { get; } = new();

    /// <summary>Of a new user whom nobody else registers.</summary>
    public string NewFamily { get; private init; } = "";

    /// <summary>What nginx was asked by this browser so far; a WebSocket, once it is closed.</summary>
    public IEnumerable<NginxRequest> Requests => _cluster.Proxy.Requests().Where(r => r.Browser == _browser);

    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    /// <summary>The screen that says that the connection is away.</summary>
    public ILocator Away => Page.Locator("#z-reconnect");

    /// <summary>Someone whom the cluster knows, at an empty browser.</summary>
    public static async Task<ClusterBrowser> OpenAsync(TwoNodes cluster, Chromium chromium)
    {
        var number = Interlocked.Increment(ref _count);
        var options = Chromium.Desktop();
        options.IgnoreHTTPSErrors = true;
        options.UserAgent = string.Create(CultureInfo.InvariantCulture, $"Browser-{number}");
        var window = await chromium.OpenAsync(options);
        window.ForgiveLostServer();
        var registrar = new ClusterBrowser(cluster, window, options.UserAgent) { NewFamily = $"Boer{new string('r', number)}" };
        var person = RegistrarBrowser.Els.Person with { BirthPlace = $"Assen {new string('a', number)}" };
        var wanted = new NewAdministrator(PortalEnvironment.Productie, person, $"Praktijk {number}", number.ToString("D8", CultureInfo.InvariantCulture));
        var opened = await cluster.Scene.Get<AddAdministrator>().ExecuteAsync(wanted, TestContext.Current.CancellationToken);
        await registrar.Phone.MustAcceptAsync(cluster.SendAsync, TestQr.Parse(opened.Opened!.QrText));
        return registrar;
    }

    /// <summary>Has nginx send this browser to a node, as the cookie does that it might as well have been given.</summary>
    public async Task LeadToAsync(int node)
    {
        string? cookie = null;
        // The proxy lays them at random.
        await Until.IsAsync(
            async () =>
            {
                var (way, laid) = await _cluster.AskWayAsync(cookies: null);
                cookie = laid;
                return way == node;
            },
            () => $"nginx sends nobody to node {node}.");
        await Page.Context.AddCookiesAsync([new()
        {
            Name = NodeCookie, Value = cookie![(NodeCookie.Length + 1)..], Url = _cluster.Origin, Secure = true, HttpOnly = true, SameSite = SameSiteAttribute.Lax,
        }]);
    }

    /// <summary>The node that this browser is sent to.</summary>
    public async Task<int> FindNodeAsync()
    {
        var cookies = await Page.Context.CookiesAsync([_cluster.Origin]);
        return (await _cluster.AskWayAsync(string.Join("; ", cookies.Select(c => $"{c.Name}={c.Value}")))).Node;
    }

    /// <summary>The login dialog with its QR.</summary>
    public async Task OpenLoginAsync()
    {
        await Page.GotoAsync($"{_cluster.Origin}/portal/inloggen");
        await Page.Locator(".z-qr svg").WaitForAsync();
    }

    public Task<TestQr> ReadQrAsync() => ScreenQr.ReadAsync(Page);

    /// <summary>From the QR to the overview.</summary>
    public async Task AcceptAndEnterAsync()
    {
        await Phone.MustAcceptAsync(_cluster.SendAsync, await ReadQrAsync());
        await RegistrarBrowser.EnterAsync(Page);
    }

    /// <inheritdoc cref="Window.MarkAsync"/>
    public Task MarkAsync() => _window.MarkAsync();

    public Task AssertReloadedAsync() => _window.AssertReloadedAsync();

    /// <summary>The page is the one that was marked, and listens.</summary>
    public async Task AssertAliveAsync()
    {
        await Assertions.Expect(Away).ToBeHiddenAsync();
        await _window.AssertSameAsync();
    }

    public ValueTask DisposeAsync() => _window.DisposeAsync();
}
