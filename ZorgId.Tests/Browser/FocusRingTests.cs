using Microsoft.Playwright;
using ZorgId.Core.Accounts;

namespace ZorgId.Tests.Browser;

/// <summary>Whoever goes by keys sees where they are, on every page and in every dialog. Axe does not see what a stylesheet takes away.</summary>
public sealed class FocusRingTests(Chromium chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task EveryStop_OfEveryPageAndDialog_ShowsItsFocus(ColorScheme colours)
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        for (var i = 0; i < 25; i++)
            await registrar.RegisterAsync("Jan", "Jansen", new BirthDate(1970 + i, 1, 1));
        var options = Chromium.Desktop();
        options.ColorScheme = colours;
        await using var window = await chromium.OpenAsync(options);
        var page = window.Page;
        window.Forgive("404");

        await page.GotoAsync($"{portal.Origin}/portal");
        await AssertSeenAsync(4);
        await page.GotoAsync($"{portal.Origin}/portal/bestaat-niet");
        await AssertSeenAsync(4);
        await page.GotoAsync($"{portal.Origin}/portal/inloggen");
        await page.Locator(".z-qr svg").WaitForAsync();
        await AssertSeenAsync(2);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Inloggen" }).ClickAsync();
        await AssertSeenAsync(2);

        await registrar.LogInAsync(page);
        await page.Locator("td.z-name").First.WaitForAsync();
        await AssertSeenAsync(40);
        await RegistrationScreen.OpenAsync(page);
        await page.GetByLabel("Voornaam").FillAsync("N");
        await AssertSeenAsync(8);
        await RegistrationScreen.FillAsync(page, "Nienke", "de Boer");
        await RegistrationScreen.Save(page).ClickAsync();
        await page.Locator(".z-qr svg").WaitForAsync();
        await AssertSeenAsync(2);

        async Task AssertSeenAsync(int atLeast)
        {
            var stops = await FocusRing.WalkAsync(page);
            Assert.DoesNotContain(stops, stop => stop.StartsWith("unseen", StringComparison.Ordinal));
            Assert.True(stops.Count >= atLeast, string.Join(Environment.NewLine, stops));
        }
    }
}
