using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ZorgId.Tests.Browser;

/// <summary>A page that cannot begin says within seconds what is in the way and what its person can do; none says for ever that it loads.</summary>
public sealed partial class BootTests(Chromium chromium)
{
    private const string Login = "/portal/inloggen";

    [Fact]
    public async Task Page_WhateverIsInItsWay_SaysWhatItIs()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var window = await chromium.OpenAsync();
        var here = portal.Origin + Login;

        // Side by side: most of them tell it when they have waited.
        await Task.WhenAll(
            TellsAsync(window, here, "script", page => page.RouteAsync("**/blazor.web*.js", route => route.AbortAsync())),
            TellsAsync(window, here, "script", page => page.RouteAsync("**/circuit*.js", route => route.FulfillAsync(new() { Status = 404 }))),
            TellsAsync(window, here, "script", page => page.RouteAsync("**/MudBlazor.min*.js", Hang)),
            TellsAsync(window, here, "rewritten", page => page.RouteAsync(here, route => RewriteAsync(route, html => Comments().Replace(html, "")))),
            TellsAsync(window, here, "rewritten", page => page.RouteAsync(here, route => RewriteAsync(route, html => html.Replace("<!--Blazor:{\"", "<!--Blazor:{&quot;", StringComparison.Ordinal)))),
            TellsAsync(window, here, "error", page => page.RouteAsync(here, route => RewriteAsync(route, html => html.Replace("\"descriptor\":\"CfDJ", "\"descriptor\":\"xxxx", StringComparison.Ordinal)))),
            TellsAsync(window, here, "blocked", page => page.RouteAsync("**/_blazor/**", route => route.FulfillAsync(new() { Status = 403 }))),
            TellsAsync(window, here, "blocked", page => page.RouteAsync("**/_blazor/**", route => route.AbortAsync())),
            TellsAsync(window, here, "server", page => page.RouteAsync("**/_blazor/**", route => route.FulfillAsync(new() { Status = 502 }))),
            TellsAsync(window, here, "server", page => page.RouteAsync("**/_blazor/**", Hang)),
            TellsAsync(window, here, "socket", async page =>
            {
                await page.RouteWebSocketAsync("**/_blazor*", _ => { });
                await page.RouteAsync("**/_blazor?id=*", Hang);
            }),
            TellsAsync(window, portal.Origin.Replace("localhost", "127.0.0.1", StringComparison.Ordinal) + Login, "address", page => page.RouteAsync(
                "**" + Login, async route => await route.FulfillAsync(new() { Response = await route.FetchAsync(new() { Url = here }) }))));
    }

    [Fact]
    public async Task Page_ScriptThatComesLate_IsShownAllTheSame()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var window = await chromium.OpenAsync();
        await Task.WhenAll(OpensAsync("**/blazor.web*.js"), OpensAsync("**/circuit*.js"));

        async Task OpensAsync(string script)
        {
            var page = await window.Page.Context.NewPageAsync();
            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await page.RouteAsync(script, async route =>
            {
                await told.Task;
                await route.ContinueAsync();
            });
            await page.GotoAsync(portal.Origin + Login, new() { WaitUntil = WaitUntilState.Commit });
            await Assertions.Expect(page.Locator("[data-told='script'] [data-cause='script']")).ToBeVisibleAsync();

            told.SetResult();

            await Assertions.Expect(page.Locator("#z-boot")).ToHaveCountAsync(0);
            await Assertions.Expect(page.Locator(".z-qr svg")).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task Page_WebSocketThatLetsNothingPass_OpensByLongPolling()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var window = await chromium.OpenAsync();
        window.ForgiveLostServer();
        await window.Page.RouteWebSocketAsync("**/_blazor*", _ => { });

        await window.Page.GotoAsync(portal.Origin + Login);

        await ScreenQr.ReadAsync(window.Page);
    }

    [Fact]
    public async Task Page_ServerAwayWhileItLoads_SaysSoInBothLanguagesAndComesByItself()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var window = await chromium.OpenAsync();
        window.ForgiveLostServer();
        // Blazor reads one of these answers, which are empty, as JSON.
        window.Forgive("502", "Unexpected end of JSON input");
        await window.Page.RouteAsync("**/_blazor/**", route => route.FulfillAsync(new() { Status = 502 }));
        await window.Page.GotoAsync(portal.Origin + Login);
        await Assertions.Expect(Told(window.Page)).ToContainTextAsync("Het portaal geeft nu geen antwoord.");
        await Assertions.Expect(window.Page.GetByText("Bezig met laden")).ToBeHiddenAsync();
        await window.AssertAccessibleAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(Told(window.Page)).ToContainTextAsync("The portal does not answer now.");

        await window.Page.UnrouteAllAsync();

        await ScreenQr.ReadAsync(window.Page);
        await Assertions.Expect(window.Page.Locator("#z-boot")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Page_WithoutAnyScript_SaysItByItsStylesAlone()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var window = await chromium.OpenAsync();
        window.Forgive("net::ERR_");
        await window.Page.RouteAsync("**/*.js", route => route.AbortAsync());
        foreach (var (path, sentence) in ((string, string)[])[(Login, "De pagina kon niet worden gestart."), ("/app", "De app opent niet")])
        {
            await window.Page.GotoAsync(portal.Origin + path);
            await Assertions.Expect(window.Page.GetByText(sentence)).ToBeHiddenAsync();
            // The while that the styles wait.
            await window.Page.EvaluateAsync("() => document.getAnimations().forEach(animation => animation.finish())");
            await Assertions.Expect(window.Page.GetByText(sentence)).ToBeVisibleAsync();
            await Assertions.Expect(window.Page.GetByText("Bezig met laden")).ToBeHiddenAsync();
        }
    }

    [Fact]
    public async Task Page_JavaScriptOff_SaysToTurnItOn()
    {
        await using var portal = await LivePortal.StartAsync();
        var options = Chromium.Desktop();
        options.JavaScriptEnabled = false;
        await using var window = await chromium.OpenAsync(options);
        foreach (var (path, sentence) in ((string, string)[])[(Login, "Het portaal heeft JavaScript nodig"), ("/app", "De app heeft JavaScript nodig")])
        {
            await window.Page.GotoAsync(portal.Origin + path);
            // Playwright finds no texts in it.
            var told = window.Page.Locator("noscript p").First;
            await Assertions.Expect(told).ToBeVisibleAsync();
            Assert.Contains(sentence, await told.TextContentAsync(), StringComparison.Ordinal);
            await Assertions.Expect(window.Page.GetByText("Bezig met laden")).ToBeHiddenAsync();
            await Assertions.Expect(window.Page.Locator("[data-cause]:visible")).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task Demo_ScriptsBlocked_SaysSo()
    {
        await using var portal = await LivePortal.StartDemoAsync();
        await using var window = await chromium.OpenAsync();

        await TellsAsync(window, portal.Origin + "/demo", "script", page => page.RouteAsync("**/guide*.js", route => route.AbortAsync()));
    }

    [Fact]
    public async Task App_WhateverIsInItsWay_SaysWhatItIs()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var window = await chromium.OpenAsync();
        var app = portal.Origin + "/app";

        await Task.WhenAll(
            TellsAsync(window, app, "script", page => page.RouteAsync("**/app/*/ui/stage.js", route => route.AbortAsync())),
            TellsAsync(window, app, "script", page => page.RouteAsync("**/app/*/main.js", Hang)),
            TellsAsync(window, app, "error", page => page.RouteAsync("**/app/*/main.js", route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = "throw new Error('broken');" }))),
            TellsAsync(window, app, "old", page => page.AddInitScriptAsync("delete HTMLScriptElement.prototype.noModule;")),
            TellsAsync(window, app, "old", page => page.AddInitScriptAsync("Object.defineProperty(window, 'indexedDB', { value: undefined });")));
    }

    [Fact]
    public async Task Login_CookiesRefused_IsNamedBeforeAnythingIsScanned()
    {
        await using var portal = await LivePortal.StartAsync();
        var folder = Directory.CreateTempSubdirectory("zorgid-no-cookies-");
        await using (var context = await chromium.LaunchWithoutCookiesAsync(folder.FullName))
        {
            var page = await context.NewPageAsync();

            await page.GotoAsync(portal.Origin + Login);

            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("uw browser bewaart geen cookies");
            await Assertions.Expect(page.Locator(".z-qr")).ToHaveCountAsync(0);
            await page.GetByRole(AriaRole.Button, new() { Name = "Opnieuw proberen" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("uw browser bewaart geen cookies");
        }

        folder.Delete(recursive: true);
    }

    private static Task Hang(IRoute route) => Task.CompletedTask;

    private static ILocator Told(IPage page) => page.Locator("[data-told]");

    private static async Task TellsAsync(Window window, string address, string cause, Func<IPage, Task> stand)
    {
        var page = await window.Page.Context.NewPageAsync();
        await stand(page);
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Commit });
        await Assertions.Expect(page.Locator($"[data-told='{cause}'] [data-cause='{cause}']").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Bezig met laden")).ToBeHiddenAsync();
        // What hangs would wait for its answer.
        await page.CloseAsync();
    }

    private static async Task RewriteAsync(IRoute route, Func<string, string> rewrite)
    {
        var answer = await route.FetchAsync();
        await route.FulfillAsync(new() { Response = answer, Body = rewrite(await answer.TextAsync()) });
    }

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Comments();
}
