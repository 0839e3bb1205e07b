using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Tests.Browser;

/// <summary>The start page at all sizes, and the helpdesk in the phone app: beside the words, with a connection and without.</summary>
public sealed class HelpdeskScreenTests(Chromium chromium)
{
    private static readonly Action<IServiceCollection> Support = services => services.Configure<SupportSettings>(support =>
        (support.Phone, support.Mail) = ("088 123 45 67", "helpdesk@example.nl"));

    [Fact]
    public async Task Start_EachSizeInLightAndDark_FitsAndIsAccessible()
    {
        await using var portal = await LivePortal.StartAsync(Support);
        await using var window = await chromium.OpenAsync();
        await window.Page.GotoAsync(portal.Origin + "/portal");

        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await window.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (var (width, height) in ((int, int)[])[(320, 256), (390, 844), (683, 384), (820, 1180), (1440, 900)])
            {
                await window.ResizeAsync(width, height);
                Assert.Equal(0, await window.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
            }

            await window.AssertAccessibleAsync();
        }

        await Assertions.Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "088 123 45 67" }).First).ToHaveAttributeAsync("href", "tel:0881234567");
    }

    [Fact]
    public async Task App_ATextThatSendsToTheHelpdesk_HasItsNumberAndAddress()
    {
        await using var portal = await LivePortal.StartAsync(Support);
        await using var window = await chromium.OpenAsync(Chromium.Phone());
        // The first visit fetches them; the next has them before anything else is asked.
        await window.Page.GotoAsync(portal.Origin + "/app");
        await window.Page.WaitForFunctionAsync("() => localStorage.getItem('zorgid-helpdesk')");

        await window.Page.EvaluateAsync($$"""
            async () => {
                const { problemScreen } = await {{AppModules.Import}}('screens/problem.js');
                const { Problem } = await {{AppModules.Import}}('portal/problem.js');
                document.querySelector('main').replaceChildren(problemScreen(new Problem('portal-failure'))(() => {}, {}));
            }
            """);

        var content = window.Page.Locator("main");
        await Assertions.Expect(content).ToContainTextAsync("Bel de helpdesk.");
        await Assertions.Expect(content.GetByRole(AriaRole.Link, new() { Name = "088 123 45 67" })).ToHaveAttributeAsync("href", "tel:0881234567");
        await Assertions.Expect(content.GetByRole(AriaRole.Link, new() { Name = "helpdesk@example.nl" })).ToHaveAttributeAsync("href", "mailto:helpdesk@example.nl");
        await window.AssertAccessibleAsync();
    }
}
