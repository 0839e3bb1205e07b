using Microsoft.Playwright;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>A browser translates the page, as many do for who reads another language: what is live stays live, and what is a name stays that name.</summary>
public sealed class TranslatedPageTests(Chromium chromium)
{
    // As browsers do it: two font elements come in the place of each text node.
    private const string Translate = """
        isEverything => {
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, text =>
                text.parentElement.closest('script, style, font') || !isEverything && text.parentElement.closest('[translate=no]') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
            const texts = [];
            while (walker.nextNode()) texts.push(walker.currentNode);
            for (const text of texts) {
                const [outer, inner] = [document.createElement('font'), document.createElement('font')];
                inner.textContent = text.data.trim() ? `*${text.data}*` : text.data;
                outer.append(inner);
                text.replaceWith(outer);
            }
        }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_Translated_StayTrue(bool isEverything)
    {
        await using var portal = await LivePortal.StartAsync();
        var (registrar, other) = (await RegistrarBrowser.OpenAsync(portal), await RegistrarBrowser.OpenAsync(portal, RegistrarBrowser.Omar));
        var waiting = await registrar.RegisterAsync("Zoë", "Zijlstra");
        await using var window = await chromium.OpenAsync();
        await using var watching = await chromium.OpenAsync();
        await other.LogInAsync(watching.Page);
        await Assertions.Expect(watching.Page.Locator("tbody tr")).ToHaveCountAsync(3);
        await TranslateAsync(watching.Page);

        // The login of a colleague, from QR to overview.
        var page = window.Page;
        await page.GotoAsync($"{portal.Origin}/portal/inloggen");
        var qr = await ScreenQr.ReadAsync(page);
        await TranslateAsync(page);
        var nonce = await portal.MustClaimAsync(registrar.Phone, qr);
        await page.Locator(".z-digits").WaitForAsync();
        await TranslateAsync(page);
        Assert.Answered(await portal.RefuseAsync(registrar.Phone, qr, nonce));
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("De aanvraag is op de telefoon geweigerd.");
        await TranslateAsync(page);
        await page.Locator(".mud-dialog-actions .mud-button-filled").ClickAsync();
        await portal.AcceptAsync(registrar.Phone, await ScreenQr.ReadAsync(page));
        await Assertions.Expect(page.Locator("form[action$=voltooien] button")).ToBeFocusedAsync();
        await TranslateAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Locator("b")).ToHaveTextAsync(isEverything ? "*Els Smit*" : "Els Smit");
        await page.Locator("form[action$=voltooien] button").ClickAsync();

        // A registration, its countdown and its banner.
        await page.Locator("tbody tr").First.WaitForAsync();
        await TranslateAsync(page);
        await page.Locator(".z-title-row button").ClickAsync();
        await page.Locator("#voornaam").WaitForAsync();
        await TranslateAsync(page);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#voornaam")).ToHaveAttributeAsync("aria-invalid", "true");
        foreach (var (field, text) in ((string, string)[])[("#voornaam", "Nienke"), ("#achternaam", "de Boer"), ("#geboortedatum", "1-2-1991"), ("#geboorteplaats", "Groningen")])
            await page.Locator(field).FillAsync(text);
        await page.Locator("#geboorteplaats").PressAsync("Enter");
        await page.Locator(".z-qr svg").WaitForAsync();
        var phone = new TestPhone();
        qr = await ScreenQr.ReadAsync(page);
        await TranslateAsync(page);
        var countdown = page.Locator(".z-dialog .z-countdown");
        var before = await countdown.TextContentAsync();
        await Assertions.Expect(countdown).Not.ToHaveTextAsync(before!);
        var claimed = Assert.Answered(await portal.ClaimAsync(phone, qr));
        await Assertions.Expect(page.Locator(".z-digits")).ToHaveTextAsync(claimed.VerificationCode);
        await TranslateAsync(page);
        Assert.Answered(await portal.AcceptAsync(phone, qr, claimed.Nonce));
        await Assertions.Expect(page.Locator(".z-news")).ToContainTextAsync("Nienke de Boer is nu geregistreerd");

        // The colleague's overview has followed all of it.
        await Assertions.Expect(Row(watching.Page, "Nienke de Boer")).ToContainTextAsync("Actief");
        await portal.AcceptAsync(new TestPhone(), waiting);
        var status = Row(watching.Page, "Zoë Zijlstra").Locator(".z-status");
        await Assertions.Expect(status).ToHaveTextAsync("Actief");
        await Assertions.Expect(watching.Page.Locator("#aantal")).ToHaveTextAsync("4 gebruikers");
        await watching.Page.GetByLabel("Zoeken").FillAsync("niemand");
        await Assertions.Expect(watching.Page.Locator(".z-empty")).ToBeVisibleAsync();
        await Assertions.Expect(watching.Page.Locator("#aantal")).ToHaveTextAsync("0 gebruikers");

        Task TranslateAsync(IPage translated) => translated.EvaluateAsync(Translate, isEverything);
    }

    [Fact]
    public async Task Page_ShownInItsOriginalAgain_SaysWhatItSaid()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var window = await chromium.OpenAsync();
        await window.Page.GotoAsync($"{portal.Origin}/portal/inloggen");
        await window.Page.Locator(".z-qr svg").WaitForAsync();
        var steps = window.Page.Locator(".z-steps");
        var before = await steps.TextContentAsync();
        await window.Page.EvaluateAsync(Translate, true);
        await Assertions.Expect(steps).ToContainTextAsync("*Voer de PIN in.*");

        await window.Page.EvaluateAsync("() => document.querySelectorAll('body font > font').forEach(font => font.parentElement.remove())");

        await Assertions.Expect(steps).ToHaveTextAsync(before!);
    }

    /// <summary>What is said by itself is marked, and so are the words that must not become others.</summary>
    [Fact]
    public async Task LiveTexts_OfEveryScreen_AreNotTranslated()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
        await RegistrationScreen.RegisterAsync(window.Page, "Nienke", "de Boer");
        await AssertMarkedAsync(".z-user", ".z-name", ".z-status", ".z-count", ".z-for", ".z-dialog .z-countdown", ".z-dialog [role=status]");
        await portal.AcceptAsync(new TestPhone(), await ScreenQr.ReadAsync(window.Page));
        await window.Page.Locator(".z-news").WaitForAsync();
        await AssertMarkedAsync(".z-news");

        async Task AssertMarkedAsync(params string[] selectors)
        {
            foreach (var selector in selectors)
            {
                var marks = await window.Page.Locator(selector).EvaluateAllAsync<bool[]>("all => all.map(e => e.closest('[translate=no]') !== null && e.closest('.notranslate') !== null)");
                Assert.True(marks.Length > 0 && marks.All(isMarked => isMarked), selector);
            }
        }
    }

    private static ILocator Row(IPage page, string name) => page.Locator("tbody tr").Filter(new() { HasText = name });
}
