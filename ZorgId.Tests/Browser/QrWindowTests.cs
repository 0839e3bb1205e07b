using Microsoft.Playwright;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>A QR is whole and large in every window, and a camera can read it from the screen.</summary>
public sealed class QrWindowTests(Chromium chromium)
{
    // The smallest is 1280×1024 at 400 %; the others are laptops at 100 to 200 %, a phone, a tablet and a desktop.
    private static readonly (int Width, int Height)[] Windows = [(320, 256), (683, 384), (720, 450), (1093, 500), (390, 844), (820, 1180), (1440, 900)];

    // Where the QR stands, whether something covers it, and whether the product's name is broken at its hyphen.
    private const string Look = """
        () => {
            const qr = document.querySelector('.z-qr svg');
            const { left, top, right, bottom, width } = qr.getBoundingClientRect();
            const isUncovered = [[left, top], [right, top], [left, bottom], [right, bottom], [left + width / 2, top + width / 2]]
                .every(([x, y]) => document.elementFromPoint(x + (x < left + width / 2 ? 20 : -20), y + (y < top + width / 2 ? 20 : -20))?.closest('.z-qr'));
            const dialog = document.querySelector('[role=dialog]');
            const texts = document.createTreeWalker(dialog, NodeFilter.SHOW_TEXT);
            let isBroken = false;
            while (texts.nextNode()) {
                for (const { index } of texts.currentNode.data.matchAll(/ZORG-ID/g)) {
                    const name = document.createRange();
                    name.setStart(texts.currentNode, index);
                    name.setEnd(texts.currentNode, index + 7);
                    isBroken ||= new Set([...name.getClientRects()].map(line => line.top)).size > 1;
                }
            }
            return { left, top, right, bottom, width, isUncovered, isBroken, isTooWide: dialog.scrollWidth > dialog.clientWidth };
        }
        """;

    private const string Decode = $$"""
        async png => {
            const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(png), c => c.charCodeAt(0))], { type: 'image/png' }));
            const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
            pen.drawImage(picture, 0, 0);
            return (await {{AppModules.Import}}('vendor/qr.js')).decodeQR(pen.getImageData(0, 0, picture.width, picture.height));
        }
        """;

    [Fact]
    public async Task Login_InEveryWindow_ShowsItsQrWhole()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var window = await chromium.OpenAsync();
        await window.Page.GotoAsync($"{portal.Origin}/portal/inloggen");

        await AssertWholeAsync(window);
        await ShowTypedCodeAsync(window.Page);
        await AssertWholeAsync(window);
    }

    [Fact]
    public async Task Enrollment_InEveryWindow_ShowsItsQrWhole()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
        await RegistrationScreen.RegisterAsync(window.Page, "Nienke Wilhelmina Antoinette", "van Oldenbarnevelt tot Zuid-Scharwoude");

        await AssertWholeAsync(window);
        await ShowTypedCodeAsync(window.Page);
        await AssertWholeAsync(window);
        // Nor does the question before it is closed push it away.
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sluiten" }).PressAsync("Enter");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Terug" })).ToBeFocusedAsync();
        await AssertWholeAsync(window);
    }

    private static async Task ShowTypedCodeAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Ik kan niet scannen" }).ClickAsync();
        await page.Locator(".z-typed-code").WaitForAsync();
    }

    private static async Task AssertWholeAsync(Window window)
    {
        var page = window.Page;
        await page.Locator(".z-qr svg").WaitForAsync();
        foreach (var (width, height) in Windows)
        {
            await window.ResizeAsync(width, height);
            var seen = await page.EvaluateAsync<Seen>(Look);
            Assert.True(
                seen is { Left: >= 0, Top: >= 0, IsUncovered: true, IsBroken: false, IsTooWide: false } && seen.Right <= width && seen.Bottom <= height
                && seen.Width >= Math.Min(300, Math.Min(width, height) - 20),
                $"{width}×{height}: {seen}");

            var png = await page.ScreenshotAsync(new() { Clip = new() { X = (float)seen.Left, Y = (float)seen.Top, Width = (float)seen.Width, Height = (float)seen.Width } });
            var shown = TestQr.Parse(await page.EvaluateAsync<string>(Decode, Convert.ToBase64String(png)));
            Assert.Equal((await ScreenQr.ReadAsync(page)).Sid, shown.Sid);
        }
    }

    private sealed record Seen
    {
        public double Left { get; init; }

        public double Top { get; init; }

        public double Right { get; init; }

        public double Bottom { get; init; }

        public double Width { get; init; }

        public bool IsUncovered { get; init; }

        public bool IsBroken { get; init; }

        public bool IsTooWide { get; init; }
    }
}
