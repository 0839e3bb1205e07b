using System.Collections.Concurrent;
using Microsoft.Playwright;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>
/// A browser's window that watches itself: closing it fails the test where a page broke the content security policy or
/// wrote an error to its console.
/// </summary>
public sealed class Window : IAsyncDisposable
{
    private const string ReportViolations = """
        addEventListener('securitypolicyviolation', event => console.error(`content policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
        """;

    private const string Settle = """
        () => Promise.all(document.getAnimations()
            .filter(animation => animation.effect.getComputedTiming().iterations !== Infinity)
            .map(animation => animation.finished.catch(() => {})))
        """;

    // The page is drawn anew some frames after its window has another size.
    private const string Redrawn = """
        async ([width, height]) => {
            const frame = () => new Promise(done => requestAnimationFrame(done));
            do await frame(); while (innerWidth !== width || innerHeight !== height);
            await frame();
        }
        """;

    private const string Marked = "body[data-old]";

    private readonly ConcurrentQueue<string> _errors = new();
    private readonly List<string> _forgiven = [];
    private readonly IBrowser? _owned;

    private Window(IPage page, IBrowser? owned) => (Page, _owned) = (page, owned);

    public IPage Page { get; }

    public static async Task<Window> OpenAsync(IBrowser browser, BrowserNewContextOptions options, bool ownsBrowser = false)
    {
        var context = await browser.NewContextAsync(options);
        await context.AddInitScriptAsync(ReportViolations);
        var window = new Window(await context.NewPageAsync(), ownsBrowser ? browser : null);
        window.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
                window._errors.Enqueue($"{message.Text} ({message.Location})");
        };
        window.Page.PageError += (_, error) => window._errors.Enqueue(error);
        return window;
    }

    /// <summary>What this page may complain about because the test makes it so: an answer that is meant to be an error, a network that is taken away.</summary>
    public void Forgive(params IEnumerable<string> parts) => _forgiven.AddRange(parts);

    /// <summary>What the browser and Blazor's script write about a network or a server that the test takes away.</summary>
    public void ForgiveLostServer() => Forgive("net::ERR_", "WebSocket", "blazor.web", "/_blazor");

    /// <summary>So that a page that was loaded anew can be told from this one.</summary>
    public Task MarkAsync() => Page.EvaluateAsync("() => { document.body.dataset.old = ''; }");

    public Task AssertReloadedAsync() => Assertions.Expect(Page.Locator(Marked)).ToHaveCountAsync(0);

    /// <summary>It is the page that was marked.</summary>
    public Task AssertSameAsync() => Assertions.Expect(Page.Locator(Marked)).ToHaveCountAsync(1);

    /// <summary>Gives it another size, and waits until the page has it.</summary>
    public async Task ResizeAsync(int width, int height)
    {
        await Page.SetViewportSizeAsync(width, height);
        await Page.EvaluateAsync(Redrawn, new[] { width, height }).WaitAsync(TestTimeouts.Limit);
        await SettleAsync();
    }

    /// <summary>What fades or grows in has done so: colours and sizes can be measured.</summary>
    public Task SettleAsync() => Page.EvaluateAsync(Settle).WaitAsync(TestTimeouts.Limit);

    /// <summary>No violation of WCAG 2.2 AA that axe can see, on the screen as it stands, its frames included.</summary>
    public async Task AssertAccessibleAsync()
    {
        await SettleAsync();
        Assert.Empty(await Axe.FindViolationsAsync(Page));
        // The mark of a button's name: it is made bold, and never shown.
        Assert.DoesNotContain('*', await Page.Locator("body").InnerTextAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        if (_owned is not null)
            await _owned.DisposeAsync();
        var complaints = _errors.Where(error => !_forgiven.Exists(part => error.Contains(part, StringComparison.Ordinal))).ToList();
        // Whole: an assertion on a collection shows the beginning of each, and these differ at their ends.
        Assert.True(complaints.Count == 0, string.Join(Environment.NewLine, complaints));
    }
}
