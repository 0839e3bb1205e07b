using Bunit;
using Microsoft.EntityFrameworkCore;
using ZorgId.Web.Portal.Overview;

namespace ZorgId.Tests.Components;

/// <summary>The overview while there is nothing to show yet, or nothing that can be read.</summary>
public sealed class OverviewTests
{
    [Fact]
    public async Task Overview_NotReadYet_SaysThatItIsLoading()
    {
        await using var bench = await PortalBench.OpenAsync();
        bench.Browser.SetAuthorizing();

        var page = bench.Show<OverviewPage>();

        Assert.Equal("Bezig met laden…", page.Find(".z-wait").GetAttribute("aria-label"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Overview_StoreUnreadable_SaysSoAndTriesAgain(bool byPerson)
    {
        await using var bench = await PortalBench.OpenAsync();
        await SignInAsync(bench);
        await bench.Portal.ExecuteAsync("ALTER TABLE Organisations RENAME TO Hidden");
        var page = bench.Show<OverviewPage>();
        page.WaitForAssertion(() => Assert.Contains("Het overzicht kan nu niet worden geladen.", page.Find(".z-empty[role=alert]").TextContent, StringComparison.Ordinal));

        await bench.Portal.ExecuteAsync("ALTER TABLE Hidden RENAME TO Organisations");
        if (byPerson)
            await page.InvokeAsync(() => page.Find(".z-empty button").Click());
        else
            await bench.PassAsync(TimeSpan.FromSeconds(10));

        page.WaitForAssertion(() => Assert.Contains("Bea Jansen", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Overview_StoreUnreadableLater_KeepsWhatStandsThere()
    {
        await using var bench = await PortalBench.OpenAsync();
        await SignInAsync(bench);
        var page = bench.Show<OverviewPage>();
        page.WaitForAssertion(() => Assert.Contains("Bea Jansen", page.Markup, StringComparison.Ordinal));

        await bench.Portal.ExecuteAsync("ALTER TABLE Organisations RENAME TO Hidden");
        var failures = bench.Failures;
        await bench.PassAsync(TimeSpan.FromSeconds(10));
        await bench.UntilAsync(() => bench.Failures > failures);
        Assert.Contains("Bea Jansen", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_LoadedByItself_KeepsNobodyLoggedIn()
    {
        await using var bench = await PortalBench.OpenAsync();
        await SignInAsync(bench);
        await bench.PassAsync(TimeSpan.FromMinutes(10));

        var page = bench.Show<OverviewPage>();
        page.WaitForAssertion(() => Assert.Contains("Bea Jansen", page.Markup, StringComparison.Ordinal));

        Assert.Equal(bench.Portal.Now.AddMinutes(-10), await bench.Portal.QueryAsync(db => db.PortalSessions.Select(s => s.LastActiveAt).SingleAsync()));
    }

    private static async Task SignInAsync(PortalBench bench) =>
        bench.SignIn(await bench.Portal.LogInAsync(await bench.Portal.SeedAdministratorAsync()));
}
