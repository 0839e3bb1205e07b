using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ZorgId.Tests.Browser;

/// <summary>
/// axe on a page and its frames. Deque's own wrapper for Playwright carries all that passed, too, from page to page, and
/// takes twenty times as long.
/// </summary>
internal static class Axe
{
    private const string Run = """
        async () => (await axe.run(document, {
            runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
            resultTypes: ['violations'],
        })).violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(node => `${node.html} ${node.failureSummary}`).join('\n  ')}`)
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What violates WCAG 2.2 AA as far as axe sees, a text each.</summary>
    public static async Task<IReadOnlyList<string>> FindViolationsAsync(IPage page)
    {
        foreach (var frame in page.Frames)
        {
            if (!await frame.EvaluateAsync<bool>("() => 'axe' in window"))
                await frame.EvaluateAsync($"() => {{ {Script} }}");
        }

        return await page.EvaluateAsync<string[]>(Run);
    }
}
