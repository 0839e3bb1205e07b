using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MudBlazor;
using MudBlazor.Services;
using ZorgId.Core.PortalSessions;
using ZorgId.Tests.Support;
using ZorgId.Web.Demo;
using ZorgId.Web.Platform.Circuits;
using ZorgId.Web.Portal.QrDialog;
using ZorgId.Web.Portal.Shell;
using ZorgId.Web.Portal.Users;

namespace ZorgId.Tests.Components;

/// <summary>Where the portal's dialogs are shown to a test: the real use cases on a real database below, no browser above. It ends badly where MudBlazor was not translated.</summary>
internal sealed class PortalBench : IAsyncDisposable
{
    private const string Key = "browser-key";

    private readonly BunitContext _context = new();
    private readonly IRenderedComponent<MudDialogProvider> _stage;
    private readonly RecordingMudLocalizer _words = new();
    private readonly LoggedFailures _failures = new();

    private PortalBench(TestPortal portal)
    {
        Portal = portal;
        _context.JSInterop.Mode = JSRuntimeMode.Loose;
        Script = _context.JSInterop.SetupModule("./session.js");
        Script.Mode = JSRuntimeMode.Loose;
        DisconnectScript = _context.JSInterop.SetupModule("./disconnect.js");
        DisconnectScript.Mode = JSRuntimeMode.Loose;
        Fields = _context.JSInterop.SetupModule("./fields.js");
        Fields.Mode = JSRuntimeMode.Loose;
        _context.JSInterop.SetupModule("./list.js").Mode = JSRuntimeMode.Loose;
        _context.JSInterop.SetupModule("./device.js").Mode = JSRuntimeMode.Loose;
        _context.Services.AddLogging(log => log.AddProvider(_failures));
        _context.Services.AddMudServices();
        _context.Services.AddSingleton<MudLocalizer>(_words);
        _context.Services.AddSingleton<TimeProvider>(portal.Time);
        foreach (var service in portal.CoreServices)
            _context.Services.AddSingleton(service, portal.Services.GetRequiredService(service));
        _context.Services.AddSingleton<EnrollBeheerder>();
        _context.Services.AddSingleton<SessionWatch>();
        _context.Services.AddScoped<PortalUser>();
        _context.Services.AddScoped<EnrollmentDialogs>();
        _context.Services.AddScoped<ListScript>();
        _context.Services.AddScoped<DisconnectScript>();
        _context.Services.AddScoped<DeviceScript>();
        _context.Services.AddScoped<FieldsScript>();
        _context.Services.AddScoped<LostEnrollment>();
        _context.Services.AddSingleton(new ServerStop(Lifetime));
        _context.Services.AddSingleton(Link);
        _context.Services.AddOptions();
        Browser = _context.AddAuthorization();
        _context.RenderTree.Add<CascadingValue<PageContext>>(page => page
            .Add(value => value.Value, new PageContext(PortalEnvironment.Productie, TestPortal.Browser, Key)));
        _context.Render<MudPopoverProvider>();
        _stage = _context.Render<MudDialogProvider>();
    }

    public TestPortal Portal { get; }

    /// <summary>Who the browser's cookie says is there.</summary>
    public Bunit.TestDoubles.BunitAuthorizationContext Browser { get; }

    public IRenderedComponent<MudDialogProvider> Screen => _stage;

    /// <summary>How often a component wrote to the log that something failed.</summary>
    public int Failures => _failures.Count;

    public static async Task<PortalBench> OpenAsync() => new(await TestPortal.StartAsync());

    /// <summary>The session guard's part in the browser.</summary>
    public BunitJSModuleInterop Script { get; }

    /// <summary>What the browser keeps from the page before this one.</summary>
    public BunitJSModuleInterop DisconnectScript { get; }

    /// <summary>The registration form's part in the browser.</summary>
    public BunitJSModuleInterop Fields { get; }

    /// <summary>Of the page's circuit.</summary>
    public CircuitLink Link { get; } = new();

    /// <summary>Of the server.</summary>
    public ApplicationLifetime Lifetime { get; } = new(NullLogger<ApplicationLifetime>.Instance);

    /// <summary>Where the browser is, or was sent.</summary>
    public string Address => _context.Services.GetRequiredService<NavigationManager>().Uri;

    /// <summary>To another place of the portal, without loading a page: as Back goes.</summary>
    public Task NavigateAsync(string path) => Screen.InvokeAsync(() => _context.Services.GetRequiredService<NavigationManager>().NavigateTo(path));

    /// <summary>A page or a part of one, with its dialogs on <see cref="Screen"/>.</summary>
    public IRenderedComponent<T> Show<T>()
        where T : IComponent => _context.Render<T>();

    /// <summary>The browser is signed in with this key.</summary>
    public void SignIn(PortalSessionKey key) => Browser.SetAuthorized("beheerder").SetClaims(new(LoginCookie.KeyClaim, key.Value), new(CircuitConnection.BrowserKeyClaim, Key));

    /// <summary>The circuit's connection comes from this address now; nobody is logged in.</summary>
    public void ConnectFrom(string address) => Browser.SetAuthorized("").SetClaims(new Claim(CircuitConnection.AddressClaim, address));

    /// <summary>
    /// Moves the clock, when all that was rendered waits for it: what begins to wait a moment later would wait for ever.
    /// </summary>
    public async Task PassAsync(TimeSpan time)
    {
        await Screen.InvokeAsync(() => { });
        Portal.Pass(time);
        await Screen.InvokeAsync(() => { });
    }

    /// <summary>Waits for what no element shows; what is done in the same breath is done, too.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Xunit.TestContext.Current.CancellationToken);
        patience.CancelAfter(BunitContext.DefaultWaitTimeout);
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);
        await Screen.InvokeAsync(() => { });
    }

    /// <summary>Presses a button of a dialog, found and pressed between two renders.</summary>
    public Task PressAsync(string words) => Screen.InvokeAsync(() => Screen.FindAll("button").Single(b => b.TextContent.Trim() == words).Click());

    /// <summary>Presses one button twice before the page has heard of the first time: a double click.</summary>
    public Task PressTwiceAsync<TButton>(IRenderedComponent<TButton> button)
        where TButton : MudBaseButton
    {
        var press = button.Instance.OnClick;
        return Screen.InvokeAsync(() =>
        {
            _ = press.InvokeAsync(new MouseEventArgs());
            _ = press.InvokeAsync(new MouseEventArgs());
        });
    }

    public async Task<IDialogReference> ShowAsync<TDialog>(DialogParameters? parameters = null)
        where TDialog : IComponent
    {
        var dialogs = _context.Services.GetRequiredService<IDialogService>();
        return await _stage.InvokeAsync(() => dialogs.ShowAsync<TDialog>("", parameters ?? []));
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await Portal.DisposeAsync();
        Assert.Empty(_words.Missing);
    }
}
