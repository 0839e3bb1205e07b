using Microsoft.Playwright;

namespace ZorgId.Tests.Browser;

/// <summary>A browser whose camera the tests of a class point, one after the other; each has a phone of its own in it.</summary>
public sealed class PhoneBrowser(Chromium chromium) : IAsyncLifetime
{
    private IBrowser _browser = null!;

    public Camera Camera { get; } = new();

    public async ValueTask InitializeAsync() => _browser = await chromium.LaunchPhoneAsync(Camera);

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
    }
}
