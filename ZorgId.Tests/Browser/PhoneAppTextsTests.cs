namespace ZorgId.Tests.Browser;

/// <summary>The phone app's texts, read as the app reads them, and those of its page: each in both languages, and never empty.</summary>
public sealed class PhoneAppTextsTests(Chromium chromium)
{
    // A line a text, such as: pin.typed (2). Functions take as many arguments in both languages.
    private const string List = $$"""
        async file => {
            const list = (value, path) => typeof value === 'object'
                ? Object.entries(value).flatMap(([name, inner]) => list(inner, path ? `${path}.${name}` : name))
                : [`${path} ${typeof value === 'function' ? `(${value.length})` : value.trim() === '' ? 'empty' : 'text'}`];
            return list((await {{AppModules.Import}}(`texts/${file}.js`)).default, '').sort();
        }
        """;

    // What boot.js tells stands in index.html, as it must be there when a script is missing: by language, a line a cause.
    private const string BootCauses = """
        async language => {
            const page = new DOMParser().parseFromString(await (await fetch('/app')).text(), 'text/html');
            return [...page.querySelectorAll(`.boot section[lang=${language}] [data-cause]`)].map(part => `${part.dataset.cause} ${part.textContent.trim() === '' ? 'empty' : 'text'}`);
        }
        """;

    [Fact]
    public async Task BootTexts_OfBothLanguages_AreTheSameOnes()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var window = await chromium.OpenAsync();
        await window.Page.GotoAsync($"{portal.Origin}/app");

        var causes = await window.Page.EvaluateAsync<string[]>(BootCauses, "nl");

        Assert.NotEmpty(causes);
        Assert.All(causes, cause => Assert.EndsWith(" text", cause, StringComparison.Ordinal));
        Assert.Equal(causes, await window.Page.EvaluateAsync<string[]>(BootCauses, "en"));
    }

    [Fact]
    public async Task Texts_OfBothLanguages_AreTheSameOnes()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var window = await chromium.OpenAsync();
        await window.Page.GotoAsync($"{portal.Origin}/app");

        foreach (var (dutch, english) in ((string, string)[])[("nl", "en"), ("nl.problems", "en.problems")])
        {
            var texts = await window.Page.EvaluateAsync<string[]>(List, dutch);
            Assert.NotEmpty(texts);
            Assert.DoesNotContain(texts, text => text.EndsWith(" empty", StringComparison.Ordinal));
            Assert.Equal(texts, await window.Page.EvaluateAsync<string[]>(List, english));
        }
    }
}
