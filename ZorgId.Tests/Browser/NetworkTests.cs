using Microsoft.Playwright;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>A network that loses what is sent over it, and a phone whose clock is wrong.</summary>
public sealed class NetworkTests(SharedPhone shared) : IClassFixture<SharedPhone>
{
    /// <summary>Milliseconds between two claims of a phone that waits for its owner.</summary>
    private const int AskAgainEvery = 3000;

    private readonly PhoneBrowser _browser = shared.Browser;

    [Theory]
    [InlineData("/claim")]
    [InlineData("/decision")]
    [InlineData("/challenges")]
    [InlineData("/identity")]
    public async Task LostReply_OfAnyMessage_IsNeverSeenByTheOwner(string ending)
    {
        await using var turn = await shared.TakeAsync();
        var phone = turn.Phone;
        await phone.Page.ReloadAsync();
        var before = phone.Sent(ending).Count;
        await phone.LoseRepliesAsync(ending, 1);
        await phone.ForbidHeadingAsync("Geen verbinding");

        await phone.Screen.TypePinAsync();
        await phone.ScanLoginAsync();
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("Geaccepteerd").WaitForAsync();

        var sent = phone.Sent(ending).Skip(before).Take(2).Select(request => request.PostData).ToList();
        Assert.Equal(2, sent.Count);
        Assert.Equal(sent[0], sent[1]);
        Assert.False(await phone.WasForbiddenHeadingSeenAsync());
        phone.Window.Forgive(ending);
    }

    [Fact]
    public async Task LostReply_OfAnEnrollment_IsNeverSeenByTheOwner()
    {
        await using var phone = await PocketPhone.StartAsync(_browser);
        await phone.LoseRepliesAsync("/decision", 1);
        await phone.RegisterAsync();

        Assert.Equal(2, phone.Sent("/decision").Count);
        await phone.ScanLoginAsync();
        phone.Window.Forgive("/decision");
    }

    [Fact]
    public async Task LostReplies_AllOfAnEnrollment_AreSettledByTheNextPin()
    {
        await using var phone = await PocketPhone.StartAsync(_browser);
        await phone.GoToAsync(await phone.InviteAsync());
        await phone.Screen.ChoosePinAsync();
        await phone.LoseRepliesAsync("/decision", 4);
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("Geen verbinding").WaitForAsync();

        await phone.Page.ReloadAsync();
        await phone.Screen.Heading("Voer uw PIN in").WaitForAsync();
        await phone.Screen.TypePinAsync();
        await phone.ScanLoginAsync();
        phone.Window.Forgive("/decision");
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    public async Task LostReply_OfAnEnrollmentThenAProxysPage_KeepsTheKeyThatIsBound(int status)
    {
        await using var phone = await PocketPhone.StartAsync(_browser);
        await phone.GoToAsync(await phone.InviteAsync());
        await phone.Screen.ChoosePinAsync();
        await phone.LoseReplyToAProxyAsync("/decision", status);
        await phone.Screen.AcceptAsync();
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("Het antwoord van het portaal klopt niet.");

        await phone.Page.ReloadAsync();
        await phone.Screen.Heading("Voer uw PIN in").WaitForAsync();
        await phone.Screen.TypePinAsync();
        await phone.ScanLoginAsync();
        phone.Window.Forgive("/decision");
    }

    [Fact]
    public async Task Enrollment_ThatCameTooLate_LeavesNoKeyBehind()
    {
        await using var phone = await PocketPhone.StartAsync(_browser);
        await phone.GoToAsync(await phone.InviteAsync());
        await phone.Screen.ChoosePinAsync();
        await phone.Page.RouteAsync("**/decision", async route =>
        {
            phone.Time.Advance(new SessionLifetimes().Enrollment);
            await route.ContinueAsync();
        });
        await phone.Screen.AcceptAsync();
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("Deze sessie is verlopen.");

        await phone.Page.ReloadAsync();
        await phone.Screen.Heading("Kies een PIN").WaitForAsync();
        phone.Window.Forgive("/mobile/v1/");
    }

    [Theory]
    [InlineData(null, "Geen verbinding")]
    [InlineData(503, "Storing bij het portaal")]
    public async Task Failure_OfTheNetworkOrThePortal_IsTriedAgainAfterOneTwoAndFourSeconds(int? status, string heading)
    {
        await using var turn = await shared.TakeAsync();
        var phone = turn.Phone;
        await phone.HurryUpAsync();
        await phone.Page.RouteAsync("**/claim", route => status is { } code ? route.FulfillAsync(new() { Status = code }) : route.AbortAsync());
        var login = await phone.OpenLoginAsync();
        await phone.ScanAsync(login);
        await phone.Screen.Heading(heading).WaitForAsync();

        var pauses = await phone.PausesAsync();
        Assert.Equal([1000, 2000, 4000], pauses);
        var claims = phone.Sent($"{TestQr.Parse(login).Sid}/claim");
        Assert.Equal(4, claims.Count);
        Assert.Single(claims.Select(request => request.PostData).Distinct());
        await phone.Page.UnrouteAllAsync();
        await phone.Screen.Button("Opnieuw proberen").ClickAsync();
        await phone.Screen.Heading("Sessie openen").WaitForAsync();
        phone.Window.Forgive("/claim");
    }

    [Fact]
    public async Task NoAnswer_WithinTenSeconds_IsAskedForAgain()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(_browser);
        await phone.Page.Clock.InstallAsync();
        var first = true;
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await phone.Page.RouteAsync("**/claim", async route =>
        {
            if (!first)
            {
                await route.ContinueAsync();
                return;
            }

            first = false;
            waiting.SetResult();
        });
        await phone.ScanAsync(await phone.OpenLoginAsync());
        await waiting.Task;
        await phone.Page.Clock.FastForwardAsync(10_000);

        await phone.Screen.Heading("Sessie openen").WaitForAsync();
        Assert.True(phone.Sent("/claim").Count >= 2);
        phone.Window.Forgive("/claim");
    }

    [Fact]
    public async Task NoNetwork_IsToldInBothLanguages_AndTheSameMessageGoesOnWhenItIsBack()
    {
        await using var turn = await shared.TakeAsync();
        var phone = turn.Phone;
        var login = await phone.OpenLoginAsync();
        await phone.HurryUpAsync();
        await phone.Page.Context.SetOfflineAsync(true);
        await phone.ScanAsync(login);
        await phone.Screen.Heading("Geen verbinding").WaitForAsync();
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("Het portaal is niet bereikbaar.");
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.Button("English").ClickAsync();
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("The portal cannot be reached.");
        await phone.Screen.Button("Nederlands").ClickAsync();
        Assert.Equal(4, phone.Sent($"{TestQr.Parse(login).Sid}/claim").Count);

        await phone.Page.Context.SetOfflineAsync(false);
        await phone.Screen.Button("Opnieuw proberen").ClickAsync();
        await phone.Screen.Heading("Sessie openen").WaitForAsync();
        Assert.Single(phone.Sent($"{TestQr.Parse(login).Sid}/claim").Select(request => request.PostData).Distinct());
        phone.Window.Forgive("/mobile/v1/");
    }

    [Theory]
    [InlineData(2011)]
    [InlineData(2049)]
    public async Task Clock_ThatIsYearsWrong_WorksAllTheSame(int year)
    {
        await using var phone = await PocketPhone.StartAsync(_browser);
        await phone.Page.Clock.InstallAsync(new() { TimeDate = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc) });
        await phone.RegisterAsync();
        Assert.Equal(year, await phone.Page.EvaluateAsync<int>("() => new Date().getFullYear()"));
        await phone.Page.ReloadAsync();
        await phone.Screen.TypePinAsync();
        await phone.ScanLoginAsync();
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("Geaccepteerd").WaitForAsync();
    }

    [Theory]
    [InlineData(Trouble.ClosedByPortal, "Het portaal heeft deze sessie gesloten.")]
    [InlineData(Trouble.SessionExpired, "Deze sessie is verlopen.")]
    public async Task Consent_WhoseSessionEnds_RepeatsItsClaimAndClosesWithItsOwnSentence(Trouble trouble, string sentence)
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(_browser);
        var login = await phone.OpenLoginAsync();
        await phone.Page.Clock.InstallAsync();
        await phone.ScanAsync(login);
        await phone.Screen.Heading("Sessie openen").WaitForAsync();
        var claims = $"{TestQr.Parse(login).Sid}/claim";
        // It asks again while all is well, and stays.
        await phone.Page.RunAndWaitForResponseAsync(() => phone.Page.Clock.FastForwardAsync(AskAgainEvery), answer => answer.Url.EndsWith(claims, StringComparison.Ordinal) && answer.Ok);
        await Assertions.Expect(phone.Screen.Heading("Sessie openen")).ToBeVisibleAsync();

        if (trouble == Trouble.ClosedByPortal)
            await phone.CancelAsync(login);
        else
            phone.Time.Advance(new SessionLifetimes().Claimed + TimeSpan.FromSeconds(1));
        await phone.Page.Clock.FastForwardAsync(AskAgainEvery);

        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync(sentence);
        Assert.Empty(phone.Sent($"{TestQr.Parse(login).Sid}/decision"));
        Assert.Single(phone.Sent(claims).Select(request => request.PostData).Distinct());
        await phone.Screen.Button("Scan QR").WaitForAsync();
        phone.Window.Forgive("/claim");
    }
}
