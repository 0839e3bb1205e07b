namespace ZorgId.Tests.Browser;

/// <summary>What can go wrong between a phone and a portal that both work.</summary>
public static class LossyNetwork
{
    // The app's own pauses, noted and cut short; what it waits for an answer stays as it is.
    private const string HurryUp = """
        () => {
            if (window.pauses) return;
            window.pauses = [];
            const wait = window.setTimeout;
            window.setTimeout = (work, delay, ...rest) => {
                const isPause = [1000, 2000, 4000].includes(delay);
                if (isPause) window.pauses.push(delay);
                return wait(work, isPause ? 0 : delay, ...rest);
            };
        }
        """;

    private const string Watch = """
        name => {
            window.seenHeadings = [];
            new MutationObserver(() => window.seenHeadings.push(document.querySelector('h1')?.textContent)).observe(document.querySelector('main'), { childList: true, subtree: true });
            window.wasSeen = () => window.seenHeadings.includes(name);
        }
        """;

    /// <summary>The next <paramref name="count"/> messages to where the address ends so arrive; their answers do not. The phone tries again at once.</summary>
    public static async Task LoseRepliesAsync(this PocketPhone phone, string ending, int count)
    {
        await phone.HurryUpAsync();
        await phone.Page.RouteAsync($"**{ending}", async route =>
        {
            if (Interlocked.Decrement(ref count) < 0)
            {
                await route.ContinueAsync();
                return;
            }

            await route.FetchAsync();
            await route.AbortAsync();
        });
    }

    /// <summary>The next message to where the address ends so arrives, its answer does not; every further one meets something else that answers with a page.</summary>
    public static async Task LoseReplyToAProxyAsync(this PocketPhone phone, string ending, int status)
    {
        await phone.HurryUpAsync();
        var isFirst = true;
        await phone.Page.RouteAsync($"**{ending}", async route =>
        {
            if (!isFirst)
            {
                await route.FulfillAsync(new() { Status = status, ContentType = "text/html", Body = "<p>Toegang geweigerd door het bedrijfsnetwerk</p>" });
                return;
            }

            isFirst = false;
            await route.FetchAsync();
            await route.AbortAsync();
        });
    }

    /// <summary>No message to where the address ends so arrives, until the route is taken away. The phone tries again at once.</summary>
    public static async Task LoseMessagesAsync(this PocketPhone phone, string ending)
    {
        await phone.HurryUpAsync();
        await phone.Page.RouteAsync($"**{ending}", route => route.AbortAsync());
    }

    /// <summary>Notes whether this heading is ever shown from here on.</summary>
    public static Task ForbidHeadingAsync(this PocketPhone phone, string name) => phone.Page.EvaluateAsync(Watch, name);

    public static Task<bool> WasForbiddenHeadingSeenAsync(this PocketPhone phone) => phone.Page.EvaluateAsync<bool>("() => window.wasSeen()");

    /// <summary>What the phone waits between one try and the next takes no time, on this page and the next.</summary>
    public static async Task HurryUpAsync(this PocketPhone phone)
    {
        await phone.Page.AddInitScriptAsync($"({HurryUp})()");
        await phone.Page.EvaluateAsync(HurryUp);
    }

    /// <summary>The milliseconds that it asked for, one after the other.</summary>
    public static Task<int[]> PausesAsync(this PocketPhone phone) => phone.Page.EvaluateAsync<int[]>("() => window.pauses");
}
