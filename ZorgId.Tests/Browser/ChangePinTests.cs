using Microsoft.Playwright;

namespace ZorgId.Tests.Browser;

/// <summary>Another PIN, chosen by who knows the one of now. Whatever is lost on the way, one of the two holds and the phone finds out which.</summary>
public sealed class ChangePinTests(PhoneBrowser browser) : IClassFixture<PhoneBrowser>
{
    private const string NewPin = "86420";
    private const string Wrong = "27153";
    private const string Messages = "/mobile/v1/identity";

    [Fact]
    public async Task Change_WithTheRightPin_HoldsAtOnceAndAfterAReload()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.OpenSettingsAsync();
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.Button("PIN wijzigen").ClickAsync();
        await phone.Screen.Heading("Voer uw huidige PIN in").WaitForAsync();
        await phone.Screen.TypePinAsync(Wrong);
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("U heeft nog 2 pogingen.");
        await phone.Screen.TypePinAsync();
        foreach (var (pin, why) in ((string, string)[])[("12345", "te makkelijk te raden"), (PhoneScreen.Pin, "Dit is uw huidige PIN.")])
        {
            await phone.Screen.Heading("Kies een PIN").WaitForAsync();
            await phone.Screen.TypePinAsync(pin);
            await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(why);
        }

        await phone.Screen.ChoosePinAsync(NewPin);
        await phone.Screen.Heading("Uw PIN is gewijzigd").WaitForAsync();
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.Button("Klaar").ClickAsync();
        await phone.Screen.Button("Terug").ClickAsync();
        await phone.ScanLoginAsync();
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("Geaccepteerd").WaitForAsync();

        await phone.Page.ReloadAsync();
        await phone.Screen.TypePinAsync();
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Deze PIN klopt niet.");
        await phone.Screen.TypePinAsync(NewPin);
        await phone.Screen.Button("Scan QR").WaitForAsync();
        phone.Window.Forgive(Messages);
    }

    [Fact]
    public async Task Change_WhoseReplyIsLost_IsSentAgainAndNeverSeen()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.ForbidHeadingAsync("Nog geen antwoord");
        await phone.ChangePinAsync(NewPin, () => phone.LoseRepliesAsync("/identity", 1));
        await phone.Screen.Heading("Uw PIN is gewijzigd").WaitForAsync();

        AssertSameMessage(phone, times: 2);
        Assert.False(await phone.WasForbiddenHeadingSeenAsync());
        phone.Window.Forgive(Messages);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Change_WhoseRepliesAreAllLost_IsMadeSureWhenThePersonTriesAgain(int minutesLater)
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.ChangePinAsync(NewPin, () => phone.LoseRepliesAsync("/identity", 4));
        await phone.Screen.Heading("Nog geen antwoord").WaitForAsync();
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.Button("English").ClickAsync();
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("It is not certain yet that your new PIN has arrived.");
        await phone.Screen.Button("Nederlands").ClickAsync();

        // After two minutes the portal has forgotten the message, and the new PIN itself is asked about.
        phone.Time.Advance(TimeSpan.FromMinutes(minutesLater));
        await phone.Screen.Button("Opnieuw proberen").ClickAsync();
        await phone.Screen.Heading("Uw PIN is gewijzigd").WaitForAsync();

        AssertSameMessage(phone, times: 5);
        Assert.Equal(0, (await phone.PhoneRowAsync()).PinFailures);
        phone.Window.Forgive(Messages);
    }

    [Fact]
    public async Task Change_ThatNeverArrived_LeavesTheOldPinAndSaysSo()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.ChangePinAsync(NewPin, () => phone.LoseMessagesAsync("/identity"));
        await phone.Screen.Heading("Nog geen antwoord").WaitForAsync();
        await phone.Page.UnrouteAsync("**/identity");
        phone.Time.Advance(TimeSpan.FromMinutes(3));
        await phone.Screen.Button("Opnieuw proberen").ClickAsync();

        await phone.Screen.Heading("Uw PIN is niet gewijzigd").WaitForAsync();
        await phone.Window.AssertAccessibleAsync();
        Assert.Equal(0, (await phone.PhoneRowAsync()).PinFailures);
        await phone.Screen.Button("Klaar").ClickAsync();
        await phone.Screen.Button("Terug").ClickAsync();
        await phone.ScanLoginAsync();
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("Geaccepteerd").WaitForAsync();
        phone.Window.Forgive(Messages);
    }

    [Theory]
    [InlineData(true, NewPin)]
    [InlineData(false, PhoneScreen.Pin)]
    public async Task Change_WhenTheAppDiesBeforeTheAnswer_IsSettledByTheNextPin(bool hasArrived, string holds)
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await phone.ChangePinAsync(NewPin, () => phone.Page.RouteAsync("**/identity", async route =>
        {
            if (hasArrived)
                await route.FetchAsync();
            // The answer is on its way for ever.
            gone.TrySetResult();
        }));
        await gone.Task;
        await phone.Page.ReloadAsync();
        // Not before: it would let the message go on.
        await phone.Page.UnrouteAsync("**/identity");

        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("Probeer eerst de nieuwe. Klopt die niet, dan geldt de oude nog.");
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.TypePinAsync(NewPin);
        if (!hasArrived)
        {
            await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Deze PIN klopt niet.");
            await phone.Screen.TypePinAsync();
        }

        await phone.Screen.Button("Scan QR").WaitForAsync();
        await phone.Page.ReloadAsync();
        await phone.Screen.Heading("Voer uw PIN in").WaitForAsync();
        await Assertions.Expect(phone.Screen.Content).Not.ToContainTextAsync("Probeer eerst de nieuwe.");
        await phone.Screen.TypePinAsync(holds);
        await phone.Screen.Button("Scan QR").WaitForAsync();
        phone.Window.Forgive(Messages);
    }

    [Fact]
    public async Task Change_LeftWithoutAnAnswer_AsksForThePinAgain()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.ChangePinAsync(NewPin, () => phone.LoseRepliesAsync("/identity", 4));
        await phone.Screen.Heading("Nog geen antwoord").WaitForAsync();
        await phone.Screen.Button("Klaar").ClickAsync();

        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("U was bezig uw PIN te wijzigen.");
        await phone.Screen.TypePinAsync(NewPin);
        await phone.ScanLoginAsync();
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("Geaccepteerd").WaitForAsync();
        phone.Window.Forgive(Messages);
    }

    // The first message after the registration is the one that proves the PIN of now.
    private static void AssertSameMessage(PocketPhone phone, int times)
    {
        var sent = phone.Sent("/identity").Skip(1).Take(times).Select(request => request.PostData).ToList();
        Assert.Equal(times, sent.Count);
        Assert.Single(sent.Distinct());
    }
}
