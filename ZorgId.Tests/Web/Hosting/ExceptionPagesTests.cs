using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Hosting;

public sealed class ExceptionPagesTests
{
    [Theory]
    [InlineData("/portal/overzicht?pagina=2", "/portal/overzicht?pagina=2")]
    [InlineData("//evil.example/portal", "/portal")]
    [InlineData("/%5Cevil.example", "/%5Cevil.example")]
    public async Task Page_WhileTheDatabaseIsAway_IsAskedAgainOfThisPortalOnly(string path, string again)
    {
        await using var broken = await PortalServer.StartAsync();
        await broken.ExecuteAsync("ALTER TABLE PortalSessions RENAME TO Gone;");
        using var client = broken.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, TestPortal.Productie + path) { Headers = { { "Cookie", PortalCookie.Make(broken.Services, new("somebody")).ToString() } } };

        var page = await (await client.SendAsync(request, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains($"class=\"z-button\" href=\"{again}\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/portal/nergens?pagina=2", "/portal/nergens?pagina=2#inhoud")]
    [InlineData("/nergens/caf%C3%A9", "/nergens/caf%C3%A9#inhoud")]
    [InlineData("/portal/niet-gevonden", "/portal/niet-gevonden#inhoud")]
    [InlineData("/portal?melding=x", "/portal?melding=x#inhoud")]
    [InlineData("//evil.example/portal", "/portal/niet-gevonden#inhoud")]
    public async Task SkipLink_OfAPageInThePlaceOfAnother_StaysOnTheAddressThatWasAsked(string path, string link)
    {
        await using var portal = await PortalServer.StartAsync();
        using var client = portal.Client();

        var page = await (await client.GetAsync(TestPortal.Productie + path, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains($"class=\"z-skip\" href=\"{link}\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"inhoud\" tabindex=\"-1\"", page, StringComparison.Ordinal);
    }
}
