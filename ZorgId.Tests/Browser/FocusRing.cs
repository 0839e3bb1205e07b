using Microsoft.Playwright;

namespace ZorgId.Tests.Browser;

/// <summary>Walks over a screen with the Tab key, and looks at each stop for what its focus changes on the screen.</summary>
internal static class FocusRing
{
    // A name for the stop, and what surrounds it: the ring lies outside of it, and a field's around its box.
    private const string Find = """
        () => {
            const stop = document.activeElement;
            if (stop === document.body || stop === document.documentElement) return null;
            const box = (stop.closest('.mud-input, .mud-checkbox') ?? stop).getBoundingClientRect();
            const [left, top] = [Math.max(0, box.left - 6), Math.max(0, box.top - 6)];
            window.stops ??= new Map();
            if (!window.stops.has(stop)) window.stops.set(stop, window.stops.size);
            return {
                number: window.stops.get(stop),
                name: `${stop.tagName} ${stop.getAttribute('aria-label') ?? stop.labels?.[0]?.textContent ?? stop.textContent}`.trim().slice(0, 80),
                left, top,
                width: Math.min(innerWidth, box.right + 6) - left,
                height: Math.min(innerHeight, box.bottom + 6) - top,
            };
        }
        """;

    private const string Blur = "() => { window.stop = document.activeElement; window.stop.blur(); }";

    private const string Return = "() => window.stop.focus({ preventScroll: true })";

    // How many pixels are clearly other ones: a ring has at least one for each of its length.
    private const string Compare = """
        async ([one, other]) => {
            const [a, b] = await Promise.all([one, other].map(async png => {
                const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
                const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
                pen.drawImage(picture, 0, 0);
                return pen.getImageData(0, 0, picture.width, picture.height).data;
            }));
            let changed = 0;
            for (let i = 0; i < a.length; i += 4)
                if (Math.abs(a[i] - b[i]) + Math.abs(a[i + 1] - b[i + 1]) + Math.abs(a[i + 2] - b[i + 2]) > 120) changed++;
            return changed;
        }
        """;

    // More than any screen has.
    private const int MostStops = 200;

    /// <summary>Tabs from where the focus is until it leaves the page, or comes round to where it was before.</summary>
    /// <returns>The names of all stops, those whose focus cannot be seen with a mark.</returns>
    public static async Task<IReadOnlyList<string>> WalkAsync(IPage page)
    {
        var eyes = await page.Context.NewPageAsync();
        var stops = new List<string>();
        await page.BringToFrontAsync();
        await page.EvaluateAsync("() => { window.stops = new Map(); }");
        while (true)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<Stop?>(Find) is not { } stop || stop.Number < stops.Count)
                break;
            var focused = await PictureAsync(page, stop);
            await page.EvaluateAsync(Blur);
            var blurred = await PictureAsync(page, stop);
            await page.EvaluateAsync(Return);
            var changed = await eyes.EvaluateAsync<int>(Compare, new[] { focused, blurred });
            Assert.True(stops.Count < MostStops, "The focus comes to ever new stops.");
            stops.Add(changed >= stop.Width + stop.Height ? stop.Name : $"unseen: {stop.Name} ({changed} pixels)");
        }

        await eyes.CloseAsync();
        return stops;
    }

    private static async Task<string> PictureAsync(IPage page, Stop stop) => Convert.ToBase64String(await page.ScreenshotAsync(new()
    {
        Animations = ScreenshotAnimations.Disabled,
        Caret = ScreenshotCaret.Hide,
        Clip = new() { X = stop.Left, Y = stop.Top, Width = stop.Width, Height = stop.Height },
    }));

    private sealed class Stop
    {
        public int Number { get; set; }

        public string Name { get; set; } = "";

        public float Left { get; set; }

        public float Top { get; set; }

        public float Width { get; set; }

        public float Height { get; set; }
    }
}
