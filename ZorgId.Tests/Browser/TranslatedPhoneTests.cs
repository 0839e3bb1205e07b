using Microsoft.Playwright;

namespace ZorgId.Tests.Browser;

/// <summary>A browser that translates the page puts elements of its own in the place of the app's texts.</summary>
public sealed class TranslatedPhoneTests(PhoneBrowser browser) : IClassFixture<PhoneBrowser>
{
    private const string Translate = """
        const wrap = node => {
            if (node.parentElement?.closest('font, script, style') || !node.data.trim()) return;
            const outer = document.createElement('font');
            outer.append(document.createElement('font'));
            outer.firstChild.append(node.data);
            node.replaceWith(outer);
        };
        const wrapAll = root => {
            const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
            const found = [];
            while (texts.nextNode()) found.push(texts.currentNode);
            found.forEach(wrap);
        };
        new MutationObserver(changes => changes.forEach(({ addedNodes }) => addedNodes.forEach(node => node.nodeType === Node.TEXT_NODE ? wrap(node) : wrapAll(node))))
            .observe(document, { childList: true, subtree: true });
        """;

    [Fact]
    public async Task Page_AsksNotToBeTranslated()
    {
        await using var phone = await PocketPhone.StartAsync(browser);
        await phone.GoToAsync($"{phone.Portal.Origin}/app");

        Assert.False(await phone.Page.EvaluateAsync<bool>("() => document.querySelector('main').translate"));
    }

    [Fact]
    public async Task Screens_WithTranslatedTexts_ChangeAsWithout()
    {
        await using var phone = await PocketPhone.StartAsync(browser);
        await phone.Page.AddInitScriptAsync(Translate);
        await phone.RegisterAsync();
        Assert.NotEqual(0, await phone.Page.Locator("main font font").CountAsync());
        await phone.ScanLoginAsync();

        await phone.Screen.Button("English").ClickAsync();
        await phone.Screen.Heading("Open session").WaitForAsync();
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("Production");
        await Assertions.Expect(phone.Screen.Content).Not.ToContainTextAsync("Productie");
        await phone.Screen.Button("Nederlands").ClickAsync();
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("Geaccepteerd").WaitForAsync();
        await phone.Page.ReloadAsync();
        await phone.Screen.TypePinAsync("99999");
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("U heeft nog 2 pogingen.");
        await phone.Screen.TypePinAsync();
        await phone.Screen.Heading("Scan").WaitForAsync();
        phone.Window.Forgive("/mobile/v1/identity");
    }
}
