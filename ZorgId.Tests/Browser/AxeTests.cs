using Microsoft.Playwright;

namespace ZorgId.Tests.Browser;

public sealed class AxeTests(Chromium chromium)
{
    [Fact]
    public async Task FindViolations_OfAPageAndItsFrame_NamesBoth()
    {
        await using var window = await chromium.OpenAsync();
        await ServeAsync(window.Page, "pagina", """<p style="color:#ccc;background:#fff">Bijna niet te lezen</p><iframe title="Kader" src="/kader"></iframe>""");
        await ServeAsync(window.Page, "kader", "<input>");
        await window.Page.GotoAsync("http://localhost/pagina");
        await window.Page.FrameLocator("iframe").Locator("input").WaitForAsync();

        var violations = await Axe.FindViolationsAsync(window.Page);

        Assert.Collection(
            violations.Order(StringComparer.Ordinal),
            contrast => Assert.StartsWith("color-contrast: ", contrast, StringComparison.Ordinal),
            label => Assert.StartsWith("label: ", label, StringComparison.Ordinal));
    }

    private static async Task ServeAsync(IPage page, string path, string body) => await page.RouteAsync(
        $"http://localhost/{path}",
        route => route.FulfillAsync(new() { ContentType = "text/html", Body = $"""<!doctype html><html lang="nl"><title>Pagina</title>{body}</html>""" }));
}
