using Microsoft.Playwright;

namespace ZorgId.Tests.Browser;

public sealed class LoginScreenTests(Chromium chromium)
{
    [Theory]
    [InlineData(ColorScheme.Dark, 390, "rgb(23, 38, 43)")]
    [InlineData(ColorScheme.Light, 820, "rgb(255, 255, 255)")]
    public async Task Dialog_InTheSystemsColours_IsReadable(ColorScheme colours, int width, string surface)
    {
        await using var portal = LivePortal.Start();
        await using var window = await chromium.OpenAsync(new() { ColorScheme = colours, ViewportSize = new() { Width = width, Height = 900 }, Locale = "nl-NL" });
        await window.Page.GotoAsync($"{portal.Origin}/portal/inloggen");
        await window.Page.Locator(".z-qr svg").WaitForAsync();

        await Assertions.Expect(window.Page.Locator(".mud-dialog")).ToHaveCSSAsync("background-color", surface);
        await window.AssertAccessibleAsync();
    }
}
