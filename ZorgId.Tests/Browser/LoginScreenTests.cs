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

    [Theory]
    [InlineData(ColorScheme.Dark, 390)]
    [InlineData(ColorScheme.Light, 820)]
    public async Task Dialog_CannotScan_ReadsTheCodeOutAndShowsItWhole(ColorScheme colours, int width)
    {
        await using var portal = LivePortal.Start();
        await using var window = await chromium.OpenAsync(new() { ColorScheme = colours, ViewportSize = new() { Width = width, Height = 900 }, Locale = "nl-NL" });
        await window.Page.GotoAsync($"{portal.Origin}/portal/inloggen");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Ik kan niet scannen" }).ClickAsync();
        var code = window.Page.Locator(".z-typed-code");
        Assert.Matches("^[0-9A-Z]{5}-[0-9A-Z]{5}$", await code.TextContentAsync());

        // A screen reader reads what has the focus; the button that had it is gone.
        await Assertions.Expect(window.Page.Locator(".z-cannot-scan [tabindex]")).ToBeFocusedAsync();
        Assert.True(await code.EvaluateAsync<bool>("code => code.scrollWidth <= code.clientWidth && code.closest('.mud-dialog').scrollWidth <= code.closest('.mud-dialog').clientWidth"));
        await window.AssertAccessibleAsync();
        await window.Page.ScreenshotAsync(new() { Path = $"/tmp/wire/typed-{width}.png" });
    }
}
