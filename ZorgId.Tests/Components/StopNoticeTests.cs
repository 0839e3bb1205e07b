using Bunit;
using ZorgId.Web.Portal.Login;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Tests.Components;

/// <summary>What a page knows to say about its own end, and the page after it about what was there.</summary>
public sealed class StopNoticeTests
{
    [Fact]
    public async Task Notice_ServerStops_TellsItsPage()
    {
        await using var bench = await PortalBench.OpenAsync();
        var notice = bench.Show<StopNotice>();
        Assert.Empty(bench.DisconnectScript.Invocations["tellStopping"]);

        // The render is over, and the notice asked to be told.
        await notice.InvokeAsync(() => { });
        bench.Lifetime.StopApplication();

        await bench.UntilAsync(() => bench.DisconnectScript.Invocations["tellStopping"].Count == 1);
    }

    [Fact]
    public async Task Notice_BrowserIsGoneWhenTheServerStops_HoldsNothingUp()
    {
        await using var bench = await PortalBench.OpenAsync();
        var notice = bench.Show<StopNotice>();
        await notice.InvokeAsync(() => { });

        await bench.Link.OnConnectionDownAsync(null!, Xunit.TestContext.Current.CancellationToken);
        bench.Lifetime.StopApplication();

        await notice.InvokeAsync(() => { });
        Assert.Empty(bench.DisconnectScript.Invocations["tellStopping"]);
    }

    [Fact]
    public async Task Notice_BrowserCameBackBeforeTheServerStops_TellsItsPage()
    {
        await using var bench = await PortalBench.OpenAsync();
        var notice = bench.Show<StopNotice>();
        await notice.InvokeAsync(() => { });

        await bench.Link.OnConnectionDownAsync(null!, Xunit.TestContext.Current.CancellationToken);
        await bench.Link.OnConnectionUpAsync(null!, Xunit.TestContext.Current.CancellationToken);
        bench.Lifetime.StopApplication();

        await bench.UntilAsync(() => bench.DisconnectScript.Invocations["tellStopping"].Count == 1);
    }

    [Fact]
    public async Task LoginDialog_PageBeforeWentUnderIt_SaysThatItsQrIsANewOne()
    {
        await using var bench = await PortalBench.OpenAsync();
        bench.DisconnectScript.Setup<string?>("findLeft", DisconnectScript.Login).SetResult("");

        await bench.ShowAsync<LoginDialog>();

        bench.Screen.WaitForElement(".z-qr svg");
        Assert.Contains("Dit is een nieuwe QR-code", bench.Screen.Markup, StringComparison.Ordinal);
        Assert.Equal([DisconnectScript.Login], Assert.Single(bench.DisconnectScript.Invocations["forgetLeft"]).Arguments);
    }

    [Fact]
    public async Task LoginDialog_OpenedByAPerson_SaysNothingOfThat()
    {
        await using var bench = await PortalBench.OpenAsync();

        await bench.ShowAsync<LoginDialog>();

        bench.Screen.WaitForElement(".z-qr svg");
        Assert.DoesNotContain("Dit is een nieuwe QR-code", bench.Screen.Markup, StringComparison.Ordinal);
        Assert.Equal("login", bench.Screen.Find("[data-disconnect]").GetAttribute("data-disconnect"));
    }
}
