using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using ZorgId.Core;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Core.Sessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>A portal whose clock the test moves, and the phone of its administrator, which looks at what it is held before.</summary>
public sealed class PocketPhone : IAsyncDisposable
{
    public static readonly Person Owner = Seed.Boss;

    private readonly PhoneBrowser _browser;
    private readonly ConcurrentQueue<IRequest> _sent = new();

    private PocketPhone(PhoneBrowser browser, LivePortal portal, FakeTimeProvider time, Window window)
    {
        (_browser, Portal, Time, Window) = (browser, portal, time, window);
        Screen = new PhoneScreen(window.Page);
        window.Page.Request += (_, request) =>
        {
            if (request.Method == "POST")
                _sent.Enqueue(request);
        };
    }

    public LivePortal Portal { get; }

    public FakeTimeProvider Time { get; }

    public Window Window { get; }

    public IPage Page => Window.Page;

    public PhoneScreen Screen { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The messages that the phone has sent to where the address ends so, whether they arrived or not.</summary>
    public IReadOnlyList<IRequest> Sent(string ending = "") => [.. _sent.Where(request => request.Url.EndsWith(ending, StringComparison.Ordinal))];

    /// <summary>A phone on which nothing was done yet.</summary>
    public static async Task<PocketPhone> StartAsync(PhoneBrowser browser, Action<BrowserNewContextOptions>? change = null)
    {
        // What the test before left before the camera is not for this one.
        browser.Camera.PointAway();
        var time = new FakeTimeProvider(TestPortal.Start);
        var portal = LivePortal.Start(services => services.AddSingleton<TimeProvider>(time));
        return new(browser, portal, time, await browser.OpenAsync(change));
    }

    /// <summary>A phone that was registered, and is open at its first screen.</summary>
    public static async Task<PocketPhone> StartRegisteredAsync(PhoneBrowser browser)
    {
        var phone = await StartAsync(browser);
        await phone.RegisterAsync();
        return phone;
    }

    public Task RegisterAsync() => RegisterAsync(Seed.Administrator(Owner));

    /// <summary>Registers by a link, and leaves the app at home.</summary>
    public async Task RegisterAsync(NewAdministrator administrator)
    {
        var isFirst = Page.Url == "about:blank";
        var qrText = await Portal.AddAdministratorAsync(administrator);
        await GoToAsync(qrText);
        if (isFirst)
            await Screen.ChoosePinAsync();
        await Screen.AcceptAsync();
        await Screen.Button("Klaar").ClickAsync();
        await Screen.Button("Scan QR").WaitForAsync();
    }

    public Task GoToAsync(string link) => Page.GotoAsync(link);

    /// <summary>The text of the QR that a login's dialog shows now.</summary>
    public async Task<string> OpenLoginAsync(PortalEnvironment environment = PortalEnvironment.Productie)
    {
        var sid = await Portal.Get<OpenLogin>().ExecuteAsync(environment, TestPortal.Browser, Cancellation);
        return (await Portal.Get<ViewLogin>().ExecuteAsync(sid!.Value, Cancellation)).QrText!;
    }

    /// <summary>Holds the camera before a QR.</summary>
    public async Task ScanAsync(string qrText)
    {
        _browser.Camera.PointAt(qrText);
        await Screen.ScanAsync();
    }

    /// <summary>Scans a new login, up to the screen that asks for a decision.</summary>
    public async Task ScanLoginAsync()
    {
        await ScanAsync(await OpenLoginAsync());
        await Screen.Heading("Sessie openen").WaitForAsync();
    }

    /// <summary>Reads or writes rows, as no use case would.</summary>
    public async Task<T> QueryAsync<T>(Func<PortalDb, Task<T>> query)
    {
        await using var db = await Portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Cancellation);
        return await query(db);
    }

    public async ValueTask DisposeAsync()
    {
        await Window.DisposeAsync();
        await Portal.DisposeAsync();
    }
}
