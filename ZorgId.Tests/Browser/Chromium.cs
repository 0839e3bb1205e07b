using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ZorgId.Tests.Browser.Chromium))]

namespace ZorgId.Tests.Browser;

/// <summary>
/// Debian's Chromium, one for all tests; a test has a context of its own, as another person has a computer of their own. It
/// is the shell without windows, which spares a fifth of the time, but where the browser itself asks its person something.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>What a Mac sends as its User-Agent, and an iPad too.</summary>
    public const string MacAgent = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15";

    private const string Shell = "/usr/bin/chromium-headless-shell";

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright _playwright = null!;
    private IBrowser _shared = null!;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _shared = await LaunchAsync(Shell);
    }

    public async ValueTask DisposeAsync()
    {
        await _shared.DisposeAsync();
        _playwright.Dispose();
    }

    /// <summary>A fresh window of the shared browser.</summary>
    public async Task<Window> OpenAsync(BrowserNewContextOptions? options = null) => await Window.OpenAsync(_shared, options ?? Desktop());

    /// <summary>A phone: a browser of its own, whose camera looks at what <paramref name="camera"/> is pointed at; what moves in it moves.</summary>
    public async Task<Window> OpenPhoneAsync(Camera camera)
    {
        var options = Phone();
        options.ReducedMotion = ReducedMotion.NoPreference;
        return await Window.OpenAsync(await LaunchPhoneAsync(camera), options, ownsBrowser: true);
    }

    public Task<IBrowser> LaunchPhoneAsync(Camera camera) =>
        LaunchAsync(Shell, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", $"--use-file-for-fake-video-capture={camera.File}");

    /// <summary>A phone whose owner has allowed the camera before, and wants no motion, which tests would have to wait for.</summary>
    public static BrowserNewContextOptions Phone() =>
        new() { ViewportSize = new() { Width = 390, Height = 844 }, Locale = "nl-NL", HasTouch = true, ReducedMotion = ReducedMotion.Reduce, Permissions = ["camera"] };

    public static BrowserNewContextOptions Desktop() => new() { ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "nl-NL", ReducedMotion = ReducedMotion.Reduce };

    /// <summary>The whole browser, with its questions.</summary>
    public Task<IBrowser> LaunchWholeAsync(params string[] more) => LaunchAsync("/usr/bin/chromium", more);

    /// <summary>The whole browser of a person who refuses all cookies.</summary>
    /// <param name="folder">Where it keeps its profile.</param>
    public Task<IBrowserContext> LaunchWithoutCookiesAsync(string folder)
    {
        var settings = Directory.CreateDirectory(Path.Combine(folder, "Default")).FullName;
        File.WriteAllText(Path.Combine(settings, "Preferences"), """{"profile":{"default_content_setting_values":{"cookies":2}}}""");
        return _playwright.Chromium.LaunchPersistentContextAsync(folder, new() { ExecutablePath = "/usr/bin/chromium", Args = Flags, Locale = "nl-NL" });
    }

    private Task<IBrowser> LaunchAsync(string executable, params string[] more) =>
        _playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = [.. Flags, .. more] });
}
