using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>
/// A browser whose camera the tests of a class point, one after the other, and the portal that they share. Each has a phone and
/// a person of its own; the portal's clock goes on from test to test.
/// </summary>
public sealed class PhoneBrowser(Chromium chromium) : IAsyncLifetime
{
    private IBrowser _browser = null!;

    public Camera Camera { get; } = new();

    public FakeTimeProvider Time { get; } = new(TestPortal.Start);

    public LivePortal Portal { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _browser = await chromium.LaunchPhoneAsync(Camera);
        Portal = await LivePortal.StartAsync(Time);
    }

    /// <summary>What the test before left before the camera, in sessions, settings and limits is not for the next.</summary>
    public void BeginAnew()
    {
        Camera.PointAway();
        Portal.SetOrigins();
        Time.Jump(TimeSpan.FromHours(1));
    }

    public Task<Window> OpenAsync(Action<BrowserNewContextOptions>? change = null)
    {
        var options = Chromium.Phone();
        // What a service worker passes on, a test could not hold back.
        options.ServiceWorkers = ServiceWorkerPolicy.Block;
        change?.Invoke(options);
        return Window.OpenAsync(_browser, options);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        Camera.Dispose();
        await Portal.DisposeAsync();
    }
}
