using Microsoft.Playwright;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>A press that was meant for what stood there before reaches no button that has just come (press-guard.js).</summary>
public sealed class PressGuardTests(Chromium chromium)
{
    // Every button has the same place but "far" and what is moved. What was pressed is written to the list.
    private const string Html = """
        <!doctype html><html lang="nl"><title>Pagina</title>
        <style>button { position: fixed; left: 100px; top: 100px; width: 100px; height: 40px } .far { left: 400px }</style>
        <body><button id="first">Eerste</button><ol></ol><dialog><button id="native">Ja</button></dialog><script type="module" src="/press-guard.js"></script></body></html>
        """;

    private const string Tools = """
        addEventListener('click', event => {
            if (event.target.matches('button'))
                document.querySelector('ol').append(Object.assign(document.createElement('li'), { textContent: event.target.id }));
        });
        window.show = html => document.body.insertAdjacentHTML('beforeend', `<div role="dialog">${html}</div>`);
        window.dialog = () => document.querySelector('[role=dialog]');
        """;

    // A browser that does not know it throws.
    private const string ForgetHas = """
        for (const kind of [Document, Element]) {
            for (const name of ['matches', 'closest', 'querySelector', 'querySelectorAll'].filter(name => name in kind.prototype)) {
                const own = kind.prototype[name];
                kind.prototype[name] = function (selectors) {
                    if (selectors.includes(':has('))
                        throw new DOMException(selectors, 'SyntaxError');
                    return own.call(this, selectors);
                };
            }
        }
        """;

    private const string Dialog = """<button id="near">Dichtbij</button><button id="far" class="far">Ver</button>""";

    [Fact]
    public async Task NewDialog_ButtonUnderTheLastPress_TakesNoPressForAWhile()
    {
        await using var window = await OpenAsync();
        var page = window.Page;
        await page.Mouse.ClickAsync(150, 120);
        await page.EvaluateAsync("html => show(html)", Dialog);

        await page.Mouse.ClickAsync(150, 120);
        await page.Mouse.ClickAsync(105, 104); // the same button, at its other end
        await page.Mouse.ClickAsync(450, 120);
        await page.Clock.FastForwardAsync(1499);
        await page.Mouse.ClickAsync(150, 120);
        await AssertPressedAsync(page, "first", "far");

        await page.Clock.FastForwardAsync(1);
        await page.Mouse.ClickAsync(150, 120);
        await AssertPressedAsync(page, "first", "far", "near");
    }

    [Fact]
    public async Task NewDialog_DeliberateKeyOrNoPointer_PressesAtOnceAndAHeldKeyNever()
    {
        await using var window = await OpenAsync();
        var page = window.Page;
        await page.Locator("#first").FocusAsync();
        await page.Keyboard.DownAsync("Enter");
        await page.EvaluateAsync("html => { show(html); document.getElementById('near').focus(); }", Dialog);

        await page.Keyboard.DownAsync("Enter"); // held down: repeated
        await page.Clock.FastForwardAsync(10_000);
        await page.Keyboard.DownAsync("Enter");
        await page.Keyboard.UpAsync("Enter");
        await page.Keyboard.DownAsync("Space");
        await page.Keyboard.DownAsync("Space");
        await page.Locator("#far").FocusAsync();
        await page.Keyboard.DownAsync("Space");
        await page.Keyboard.UpAsync("Space");
        await AssertPressedAsync(page, "first");

        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Space");
        await page.Locator("#near").EvaluateAsync("button => button.click()"); // as a screen reader does
        await AssertPressedAsync(page, "first", "far", "far", "near");
    }

    [Theory]
    [InlineData("dialog().innerHTML = '<button id=near>Afbreken</button>'", "near")]
    [InlineData("dialog().querySelector('p').remove(); document.getElementById('far').classList.remove('far')", "far")]
    [InlineData("dialog().remove()", "first")]
    [InlineData("document.querySelector('dialog').showModal()", "native")]
    [InlineData("document.body.insertAdjacentHTML('beforeend', '<div data-press-guard><button id=near>Intrekken</button></div>')", "near")]
    public async Task Change_UnderAPointerThatRests_IsGuardedAsANewDialogIs(string change, string under)
    {
        await using var window = await OpenAsync();
        var page = window.Page;
        await page.EvaluateAsync("() => show('<p>Wacht even</p><button id=far class=far>Ver</button>')");
        await page.Clock.FastForwardAsync(1500);
        await page.Mouse.MoveAsync(150, 120);
        await page.EvaluateAsync($"() => {{ {change}; }}");

        await page.Mouse.ClickAsync(150, 120);
        await AssertPressedAsync(page);

        await page.Clock.FastForwardAsync(1500);
        await page.Mouse.ClickAsync(150, 120);
        await AssertPressedAsync(page, under);
    }

    [Fact]
    public async Task Change_OfSomethingElse_LeavesAButtonThatWasThereBefore()
    {
        await using var window = await OpenAsync();
        var page = window.Page;
        await page.EvaluateAsync("html => show(html)", Dialog);
        await page.Clock.FastForwardAsync(1500);
        await page.Mouse.MoveAsync(150, 120);

        // As a QR does that is drawn anew every two seconds.
        await page.EvaluateAsync("() => dialog().insertAdjacentHTML('afterbegin', '<p>Nieuwe QR-code</p>')");
        await page.Mouse.ClickAsync(150, 120);

        await AssertPressedAsync(page, "near");
    }

    [Fact]
    public async Task Checkbox_UnderTheLastPress_IsGuardedInABrowserWithoutHas()
    {
        await using var window = await OpenAsync(ForgetHas);
        var page = window.Page;
        await page.Mouse.ClickAsync(150, 120);
        await page.EvaluateAsync("() => show('<label style=\"position: fixed; left: 100px; top: 100px\"><input type=checkbox> Ik heb dit gelezen</label>')");

        await page.Mouse.ClickAsync(150, 110);
        await Assertions.Expect(page.GetByRole(AriaRole.Checkbox)).Not.ToBeCheckedAsync();

        await page.Clock.FastForwardAsync(1500);
        await page.Mouse.ClickAsync(150, 110);
        await Assertions.Expect(page.GetByRole(AriaRole.Checkbox)).ToBeCheckedAsync();
    }

    private static Task AssertPressedAsync(IPage page, params string[] ids) => Assertions.Expect(page.Locator("li")).ToHaveTextAsync(ids);

    /// <summary>A page with a clock that stands still.</summary>
    private async Task<Window> OpenAsync(string? before = null)
    {
        var window = await chromium.OpenAsync();
        if (before is not null)
            await window.Page.AddInitScriptAsync(before);
        await window.Page.RouteAsync("http://localhost/**", route => route.FulfillAsync(route.Request.Url.EndsWith(".js", StringComparison.Ordinal)
            ? new() { ContentType = "text/javascript", Path = Path.Combine(Source.Web, "wwwroot", "press-guard.js") }
            : new() { ContentType = "text/html", Body = Html }));
        await window.Page.Clock.InstallAsync(new() { TimeDate = TestPortal.Start.UtcDateTime });
        await window.Page.GotoAsync("http://localhost/pagina");
        await window.Page.Clock.PauseAtAsync(TestPortal.Start.UtcDateTime.AddHours(1));
        await window.Page.EvaluateAsync(Tools);
        return window;
    }
}
