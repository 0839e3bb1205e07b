namespace ZorgId.Tests.Browser;

/// <summary>What a person need not scroll for.</summary>
public static class PhoneSizes
{
    private const string OutOfSight = """
        selectors => {
            return selectors.flatMap(selector => {
                const parts = [...document.querySelectorAll(selector)];
                if (parts.length === 0) return [`no ${selector}`];
                return parts.filter(part => {
                    const { left, right, top, bottom } = part.getBoundingClientRect();
                    return left < 0 || top < 0 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5 || part.scrollWidth > part.clientWidth + 1;
                }).map(part => `${selector} "${part.textContent}" at ${innerWidth}x${innerHeight}: ${JSON.stringify(part.getBoundingClientRect())}, ${part.scrollWidth} in ${part.clientWidth}`);
            });
        }
        """;

    public static async Task AssertNothingIsOutOfSightAsync(this PocketPhone phone, params string[] selectors)
    {
        var hidden = await phone.Page.EvaluateAsync<string[]>(OutOfSight, selectors);
        Assert.True(hidden.Length == 0, string.Join(Environment.NewLine, hidden));
    }
}
