using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Portal;

/// <summary>What the start page tells who cannot log in yet, and how the helpdesk stands beside its name.</summary>
public sealed class StartPageTests
{
    private const string Phone = "+31 (0)88 123 45 67";
    private const string Mail = "helpdesk+zorg@example.nl";

    [Fact]
    public async Task Start_NoSupportSet_SaysTheWordsAlone()
    {
        await using var server = await PortalServer.StartAsync();

        var page = await ReadAsync(server, "/portal");

        Assert.Equal(3, page.QuerySelectorAll(".z-how-steps li").Length);
        Assert.Equal(3, page.QuerySelectorAll(".z-how-steps svg[aria-hidden=true]").Length);
        Assert.Contains("Telefoon kwijt of gestolen? Bel uw beheerder of de helpdesk.", Words(page.QuerySelector(".z-help")!), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".z-contact"));
    }

    [Theory]
    [InlineData("/portal", ".z-help")]
    [InlineData("/portal?melding=geen-toegang", ".z-notice")]
    public async Task Page_SupportSet_HasItBesideTheWords(string path, string part)
    {
        await using var server = await PortalServer.StartAsync([("Support:Phone", Phone), ("Support:Mail", Mail)]);

        var told = (await ReadAsync(server, path)).QuerySelector(part)!;

        Assert.Contains($"de helpdesk ({Phone}, {Mail})", Words(told), StringComparison.Ordinal);
        Assert.Equal(
            ["tel:+31881234567", "mailto:helpdesk%2Bzorg@example.nl"],
            told.QuerySelector(".z-contact")!.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
    }

    [Theory]
    [InlineData("Support:Phone", "088-1234567", "de helpdesk (088-1234567)", "tel:0881234567")]
    [InlineData("Support:Mail", Mail, "de helpdesk (helpdesk+zorg@example.nl)", "mailto:helpdesk%2Bzorg@example.nl")]
    public async Task Page_OneOfTheTwoSet_HasThatOne(string key, string value, string words, string href)
    {
        await using var server = await PortalServer.StartAsync([(key, value)]);

        var told = (await ReadAsync(server, "/portal")).QuerySelector(".z-help")!;

        Assert.Contains(words, Words(told), StringComparison.Ordinal);
        Assert.Equal(href, told.QuerySelector(".z-contact a")!.GetAttribute("href"));
    }

    private static async Task<IDocument> ReadAsync(PortalServer server, string path)
    {
        using var client = server.Client();
        var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
    }

    private static string Words(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
