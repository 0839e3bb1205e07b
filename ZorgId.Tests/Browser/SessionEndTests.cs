using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>How a portal session ends on the screen: warned of, told why, and with a way back to where one was.</summary>
public sealed class SessionEndTests(Chromium chromium)
{
    private static readonly TimeSpan UntilWarned = TimeSpan.FromMinutes(13) + TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UntilOver = TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new(TestPortal.Start);

    [Fact]
    public async Task Idle_WarnedAndStaying_GoesOnWhereOneWas()
    {
        await using var portal = await LivePortal.StartAsync(_time);
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Registreren" }).ClickAsync();
        await window.Page.GetByLabel("Voornaam").FillAsync("Nienke");

        _time.Advance(UntilWarned);
        var stay = Stay(window.Page);
        await Assertions.Expect(stay).ToBeFocusedAsync();
        await Assertions.Expect(window.Page.Locator(".z-remaining")).ToHaveTextAsync("1:55");
        await Assertions.Expect(Warning(window.Page).GetByRole(AriaRole.Status)).ToHaveTextAsync("Nog twee minuten tot u wordt uitgelogd.");
        await window.AssertAccessibleAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        await Assertions.Expect(Warning(window.Page).GetByRole(AriaRole.Status)).ToHaveTextAsync("Nog een minuut tot u wordt uitgelogd.");
        await stay.ClickAsync();

        await Assertions.Expect(stay).ToHaveCountAsync(0);
        _time.Advance(TimeSpan.FromMinutes(10));
        await Assertions.Expect(window.Page.GetByLabel("Voornaam")).ToHaveValueAsync("Nienke");
        await Assertions.Expect(window.Page.GetByLabel("Voornaam")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Idle_NobodyThere_LeavesSaysWhyAndComesBackAfterLogin()
    {
        await using var portal = await LivePortal.StartAsync(_time);
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
        await window.Page.GotoAsync(registrar.Overview + "?pagina=2");
        await RegistrarBrowser.GuardedAsync(window.Page);

        _time.Advance(UntilOver);
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("omdat u een tijd niets heeft gedaan");
        await Assertions.Expect(window.Page.GetByText("Els Smit")).ToHaveCountAsync(0);
        await window.AssertAccessibleAsync();

        await window.Page.GetByText("Inloggen", new() { Exact = true }).ClickAsync();
        await window.Page.GetByText("Log in met ZORG-ID Mobile App").ClickAsync();
        await registrar.AcceptShownAsync(window.Page);
        await RegistrarBrowser.EnterAsync(window.Page);
        Assert.Equal(registrar.Overview + "?pagina=2", window.Page.Url);
    }

    [Fact]
    public async Task Logout_OnAPageThatIsStillWaking_IsSaidToHaveBeenAskedFor()
    {
        await using var portal = await LivePortal.StartAsync(_time);
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
        var (waking, loggedOut, left) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        var (wake, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        await window.Page.RouteAsync("**/session*.js", async script =>
        {
            waking.TrySetResult();
            await wake.Task;
            await script.ContinueAsync();
        });
        await window.Page.RouteAsync("**/portal/uitloggen", async post =>
        {
            var answered = await post.FetchAsync(new() { MaxRedirects = 0 });
            loggedOut.TrySetResult();
            await answer.Task;
            await post.FulfillAsync(new() { Response = answered });
        });
        window.Page.WebSocket += (_, circuit) => circuit.FrameReceived += (_, frame) =>
        {
            if (frame.Binary.AsSpan().IndexOf("leave"u8) >= 0)
                left.TrySetResult();
        };

        await window.Page.ReloadAsync();
        await waking.Task.WaitAsync(TestTimeouts.Limit, TestContext.Current.CancellationToken);
        var click = window.Page.GetByRole(AriaRole.Button, new() { Name = "Uitloggen" }).ClickAsync();
        await loggedOut.Task.WaitAsync(TestTimeouts.Limit, TestContext.Current.CancellationToken);
        wake.SetResult();
        await left.Task.WaitAsync(TestTimeouts.Limit, TestContext.Current.CancellationToken);
        answer.SetResult();
        await click;

        await Assertions.Expect(window.Page.GetByText("U bent uitgelogd.", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Idle_ActiveInAnotherTab_TakesTheWarningAway()
    {
        await using var portal = await LivePortal.StartAsync(_time);
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
        var other = await window.Page.Context.NewPageAsync();
        await other.GotoAsync(registrar.Overview);
        await RegistrarBrowser.GuardedAsync(other);
        _time.Advance(UntilWarned);
        await Stay(window.Page).WaitForAsync();
        await Stay(other).WaitForAsync();

        await other.Keyboard.PressAsync("Escape");

        await Assertions.Expect(Stay(other)).ToHaveCountAsync(0);
        _time.Advance(TimeSpan.FromSeconds(3));
        await Assertions.Expect(Stay(window.Page)).ToHaveCountAsync(0);
        _time.Advance(TimeSpan.FromMinutes(5));
        await Assertions.Expect(RegistrarBrowser.Heading(window.Page)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Idle_ClickOnThePage_IsHeardAndPutsTheWarningOff()
    {
        await using var portal = await LivePortal.StartAsync(_time);
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
        _time.Advance(TimeSpan.FromMinutes(10));
        var before = await LastActiveAsync(portal);

        await RegistrarBrowser.Heading(window.Page).ClickAsync();

        await Until.IsAsync(async () => await LastActiveAsync(portal) > before, () => "The click was not heard.");
        _time.Advance(TimeSpan.FromMinutes(10));
        await Assertions.Expect(RegistrarBrowser.Heading(window.Page)).ToBeVisibleAsync();
        await Assertions.Expect(Stay(window.Page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task EightHours_Busy_WarnsWithoutStayingAndLeaves()
    {
        await using var portal = await LivePortal.StartAsync(_time);
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
        // As if they had been busy all day.
        var busyUntil = _time.UtcNow().AddHours(7.95);
        await portal.QueryAsync(db => db.PortalSessions.ExecuteUpdateAsync(set => set.SetProperty(s => s.LastActiveAt, busyUntil), TestContext.Current.CancellationToken));

        _time.Jump(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(110));
        var bar = window.Page.Locator(".z-last-minutes");
        await Assertions.Expect(bar).ToContainTextAsync("Sla op waar u mee bezig bent");
        await Assertions.Expect(Stay(window.Page)).ToHaveCountAsync(0);
        await window.AssertAccessibleAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Registreren" }).ClickAsync();
        await window.Page.GetByLabel("Voornaam").FillAsync("Nienke");
        await Assertions.Expect(bar).ToBeVisibleAsync();

        _time.Advance(TimeSpan.FromSeconds(115));
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("omdat u zo lang was ingelogd als mag");
    }

    [Fact]
    public async Task LoggedOut_InAnotherTab_LeavesHereToo()
    {
        await using var portal = await LivePortal.StartAsync(_time);
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
        var other = await window.Page.Context.NewPageAsync();
        await other.GotoAsync(registrar.Overview);
        await RegistrarBrowser.GuardedAsync(other);

        await other.GetByRole(AriaRole.Button, new() { Name = "Uitloggen" }).ClickAsync();
        await other.GetByText("Inloggen", new() { Exact = true }).WaitForAsync();
        _time.Advance(TimeSpan.FromSeconds(3));

        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("in een ander tabblad");
        await window.Page.GoBackAsync();
        await Assertions.Expect(window.Page.GetByText("Els Smit")).ToHaveCountAsync(0);
        await other.GoBackAsync();
        await other.GetByText("Inloggen", new() { Exact = true }).WaitForAsync();
        await Assertions.Expect(other.GetByText("Els Smit")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Phone_Revoked_LeavesAtOnceAndSaysWhy()
    {
        await using var portal = await LivePortal.StartAsync(_time);
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);

        await registrar.RevokePhoneAsync();
        _time.Advance(TimeSpan.FromSeconds(3));

        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("geeft geen toegang meer");
    }

    [Fact]
    public async Task Bookmark_AfterTheEnd_SaysWhyAndComesBackAfterLogin()
    {
        await using var portal = await LivePortal.StartAsync(_time);
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
        await window.Page.GotoAsync("about:blank");
        _time.Advance(UntilOver);

        await window.Page.GotoAsync(registrar.Overview + "?pagina=3");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("omdat u een tijd niets heeft gedaan");
        // In another language, and by the way of the dialog that was closed: the page is not forgotten.
        await window.Page.GetByText("English").ClickAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("you did nothing for a while");
        await window.Page.GetByText("Nederlands").ClickAsync();
        await window.Page.GetByText("Inloggen", new() { Exact = true }).ClickAsync();
        await window.Page.GetByText("Log in met ZORG-ID Mobile App").ClickAsync();
        await registrar.AcceptShownAsync(window.Page);
        await RegistrarBrowser.EnterAsync(window.Page);

        Assert.Equal(registrar.Overview + "?pagina=3", window.Page.Url);
    }

    private static ILocator Warning(IPage page) => page.GetByRole(AriaRole.Alertdialog).Filter(new() { Has = Stay(page) });

    private static ILocator Stay(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Blijf ingelogd" });

    private static Task<DateTime> LastActiveAsync(LivePortal portal) =>
        portal.QueryAsync(db => db.PortalSessions.Select(s => s.LastActiveAt).SingleAsync(TestContext.Current.CancellationToken));
}
