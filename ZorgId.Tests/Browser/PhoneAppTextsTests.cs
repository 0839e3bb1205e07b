namespace ZorgId.Tests.Browser;

/// <summary>The phone app's texts, read as the app reads them: each in both languages, and never empty.</summary>
public sealed class PhoneAppTextsTests(Chromium chromium)
{
    // A line a text, such as: pin.typed (2). Functions take as many arguments in both languages.
    private const string List = """
        async file => {
            const list = (value, path) => typeof value === 'object'
                ? Object.entries(value).flatMap(([name, inner]) => list(inner, path ? `${path}.${name}` : name))
                : [`${path} ${typeof value === 'function' ? `(${value.length})` : value.trim() === '' ? 'empty' : 'text'}`];
            return list((await import(`/app/texts/${file}.js`)).default, '').sort();
        }
        """;

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
