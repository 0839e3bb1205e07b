using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>The phone of an administrator whom no other test knows, which looks at what it is held before.</summary>
public sealed class PocketPhone : IAsyncDisposable
{
    private readonly PhoneBrowser _browser;
    private readonly ConcurrentQueue<IRequest> _sent = new();

    private PocketPhone(PhoneBrowser browser, Window window)
    {
        (_browser, Window) = (browser, window);
        Screen = new PhoneScreen(window.Page);
        window.Page.Request += (_, request) =>
        {
            if (request.Method == "POST")
                _sent.Enqueue(request);
        };
    }

    public Person Owner { get; } = PortalServer.NewPerson();

    public LivePortal Portal => _browser.Portal;

    /// <summary>The portal's clock.</summary>
    public FakeTimeProvider Time => _browser.Time;

    public Window Window { get; }

    public IPage Page => Window.Page;

    public PhoneScreen Screen { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The messages that the phone has sent to where the address ends so, whether they arrived or not.</summary>
    public IReadOnlyList<IRequest> Sent(string ending = "") => [.. _sent.Where(request => request.Url.EndsWith(ending, StringComparison.Ordinal))];

    /// <summary>A phone on which nothing was done yet.</summary>
    public static async Task<PocketPhone> StartAsync(PhoneBrowser browser, Action<BrowserNewContextOptions>? change = null)
    {
        browser.BeginAnew();
        return new(browser, await browser.OpenAsync(change));
    }

    /// <summary>A phone that was registered, and is open at its first screen.</summary>
    public static async Task<PocketPhone> StartRegisteredAsync(PhoneBrowser browser)
    {
        var phone = await StartAsync(browser);
        await phone.RegisterAsync();
        return phone;
    }

    /// <summary>Registers by a link, and leaves the app at home.</summary>
    public async Task RegisterAsync()
    {
        await GoToAsync(await InviteAsync());
        await Screen.ChoosePinAsync();
        await Screen.AcceptAsync();
        await Screen.Button("Klaar").ClickAsync();
        await Screen.Button("Scan QR").WaitForAsync();
    }

    /// <summary>The text of a QR that registers its owner.</summary>
    public Task<string> InviteAsync(PortalEnvironment environment = PortalEnvironment.Productie) =>
        Portal.InviteAsync(Seed.Administrator(Owner, environment));

    /// <summary>The text of a QR that registers someone else.</summary>
    public Task<string> InviteAnotherAsync(PortalEnvironment environment = PortalEnvironment.Productie) =>
        Portal.InviteAsync(Seed.Administrator(PortalServer.NewPerson(), environment));

    public Task GoToAsync(string link) => Page.GotoAsync(link);

    /// <summary>The text of the QR that a login's dialog shows now.</summary>
    public async Task<string> OpenLoginAsync(PortalEnvironment environment = PortalEnvironment.Productie) => (await Portal.OpenLoginAsync(environment)).ToString();

    /// <summary>Holds the camera before a QR.</summary>
    public async Task ScanAsync(string qrText)
    {
        _browser.Camera.PointAt(qrText);
        await Screen.ScanAsync();
    }

    /// <summary>Scans a new login, up to the screen that asks for a decision.</summary>
    /// <returns>The text of its QR.</returns>
    public async Task<string> ScanLoginAsync()
    {
        var qrText = await OpenLoginAsync();
        await ScanAsync(qrText);
        await Screen.Heading("Sessie openen").WaitForAsync();
        return qrText;
    }

    /// <summary>The phones that its owner's account has, or had.</summary>
    public IQueryable<Phone> Phones(PortalDb db)
    {
        var owner = Owner.IdentityKey;
        return db.Phones.Where(p => p.Account.IdentityKey == owner);
    }

    /// <summary>Reads or writes rows, as no use case would.</summary>
    public Task<T> QueryAsync<T>(Func<PortalDb, Task<T>> query) => Portal.QueryAsync(query);

    public ValueTask DisposeAsync() => Window.DisposeAsync();
}
