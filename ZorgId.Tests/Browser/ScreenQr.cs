using Microsoft.Playwright;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>Reads the QR on a screen as a phone does, with the phone's own decoder.</summary>
internal static class ScreenQr
{
    private const string Decode = $$"""
        async svg => {
            const picture = new Image(600, 600);
            picture.src = `data:image/svg+xml;base64,${btoa(new XMLSerializer().serializeToString(svg))}`;
            await picture.decode();
            const pen = new OffscreenCanvas(600, 600).getContext('2d');
            pen.drawImage(picture, 0, 0, 600, 600);
            return (await {{AppModules.Import}}('vendor/qr.js')).decodeQR(pen.getImageData(0, 0, 600, 600));
        }
        """;

    public static async Task<TestQr> ReadAsync(IPage page) => TestQr.Parse(await page.Locator(".z-qr svg").EvaluateAsync<string>(Decode));
}
