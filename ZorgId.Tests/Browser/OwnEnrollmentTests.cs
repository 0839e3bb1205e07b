using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>A registered phone before a QR that registers: it takes its owner's own, and nobody else's.</summary>
public sealed class OwnEnrollmentTests(PhoneBrowser browser) : IClassFixture<PhoneBrowser>
{
    private const string ItsOwner = "Laat de nieuwe gebruiker scannen met de eigen telefoon.";

    /// <summary>How the phone comes by the code.</summary>
    public enum Way
    {
        Scanned,
        Link,
        Typed,
    }

    /// <summary>What its owner knows of the PIN.</summary>
    public enum Pin
    {
        Entered,
        Forgotten,
        Blocked,
    }

    [Fact]
    public async Task Enrollment_OfSomebodyElse_IsLeftAloneHoweverThePhoneComesByIt()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        phone.Window.Forgive("/mobile/v1/");
        foreach (var pin in Enum.GetValues<Pin>())
        {
            await KnowAsync(phone, pin);
            foreach (var way in Enum.GetValues<Way>())
            {
                var qrText = await phone.InviteAnotherAsync();
                await ComeByAsync(phone, qrText, way);

                await Assertions.Expect(phone.Screen.Content).ToContainTextAsync($"Deze telefoon is van {phone.Owner.FullName} (Administrator). {ItsOwner}");
                await Assertions.Expect(phone.Screen.Content.GetByRole(AriaRole.Button)).ToHaveTextAsync(["Klaar"]);
                var session = await SessionAsync(phone, qrText);
                Assert.Equal((SessionState.Open, null), (session.State, session.SecondPhoneFrom));
                await phone.Screen.Button("Klaar").ClickAsync();
            }
        }

        Assert.Equal(["productie"], await phone.HeldKeysAsync());
        Assert.Equal(PhoneState.Active, (await phone.PhoneRowAsync()).State);
        await phone.QueryAsync(db => phone.Phones(db).ExecuteUpdateAsync(set => set.SetProperty(p => p.PinFailures, 0)));
        await phone.Screen.TypePinAsync();
        await phone.ScanLoginAsync();
    }

    [Fact]
    public async Task Enrollment_OfItsOwner_TakesANewKeyHoweverThePhoneComesByIt()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        foreach (var pin in Enum.GetValues<Pin>())
        {
            foreach (var way in Enum.GetValues<Way>())
            {
                await KnowAsync(phone, pin);
                var (kid, qrText) = (await ActiveKidAsync(phone), await phone.InviteAsync());
                await ComeByAsync(phone, qrText, way);
                await phone.Screen.ChoosePinAsync();
                await phone.Screen.AcceptAsync();
                await phone.Screen.Heading("U bent geregistreerd").WaitForAsync();
                await phone.Screen.Button("Klaar").ClickAsync();
                await phone.Screen.Button("Scan QR").WaitForAsync();

                Assert.NotEqual(kid, await ActiveKidAsync(phone));
                Assert.Null((await SessionAsync(phone, qrText)).SecondPhoneFrom);
            }
        }

        Assert.Equal(["productie"], await phone.HeldKeysAsync());
        phone.Window.Forgive("/mobile/v1/");
    }

    [Fact]
    public async Task Refusal_IsAccessibleAndInBothLanguages_AndAnotherPhoneMayScanAfterIt()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        var qrText = await phone.InviteAnotherAsync();
        await phone.LoseMessagesAsync("/claim");
        await phone.ScanAsync(qrText);
        await phone.Screen.Heading("Geen verbinding").WaitForAsync();
        await phone.Page.UnrouteAsync("**/claim");
        await phone.Screen.Button("Opnieuw proberen").ClickAsync();

        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync(ItsOwner);
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.Button("English").ClickAsync();
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync($"This phone belongs to {phone.Owner.FullName} (Administrator). Have the new user scan with a phone of their own.");
        await phone.Screen.Button("Nederlands").ClickAsync();
        browser.Camera.PointAway();
        await phone.Screen.Button("Klaar").ClickAsync();
        await phone.Screen.Heading("Scan").WaitForAsync();
        await phone.Portal.AcceptAsync(new TestPhone(), TestQr.Parse(qrText));
        phone.Window.Forgive("/claim");
    }

    [Fact]
    public async Task Enrollment_OpenedTwice_IsNotReportedAsAnotherPhone()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        var qrText = await phone.InviteAsync();
        await phone.GoToAsync(qrText);
        await phone.Screen.ChoosePinAsync();
        await phone.Screen.Heading("Sessie openen").WaitForAsync();
        await phone.GoToAsync(qrText);
        await phone.Screen.ChoosePinAsync();
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("U bent geregistreerd").WaitForAsync();

        Assert.Null((await SessionAsync(phone, qrText)).SecondPhoneFrom);
        phone.Window.Forgive("/claim");
    }

    [Theory]
    [InlineData(Trouble.PhoneRevoked)]
    [InlineData(Trouble.PhoneUnknown)]
    public async Task Key_ThatThePortalNoLongerKnows_DoesNotStandInTheWay(Trouble trouble)
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.MakeAsync(trouble);
        foreach (var way in Enum.GetValues<Way>())
        {
            await ComeByAsync(phone, await phone.InviteAnotherAsync(), way);
            await phone.Screen.ChoosePinAsync();
            await phone.Screen.AcceptAsync();
            await phone.Screen.Heading("U bent geregistreerd").WaitForAsync();
            await phone.Screen.Button("Klaar").ClickAsync();
            await phone.Screen.Button("Scan QR").WaitForAsync();
            Assert.Equal(["productie"], await phone.HeldKeysAsync());
            await phone.QueryAsync(db => trouble == Trouble.PhoneUnknown
                ? db.Phones.ExecuteDeleteAsync()
                : db.Phones.ExecuteUpdateAsync(set => set.SetProperty(p => p.State, PhoneState.Revoked)));
        }

        phone.Window.Forgive("/mobile/v1/");
    }

    [Fact]
    public async Task Phone_ThatIsBlocked_TakesNoEnrollmentAndSaysWhy()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.MakeAsync(Trouble.PhoneBlocked);
        foreach (var way in Enum.GetValues<Way>())
        {
            await KnowAsync(phone, Pin.Forgotten);
            var qrText = await phone.InviteAsync();
            await ComeByAsync(phone, qrText, way);

            await phone.Screen.Heading("Deze telefoon is geblokkeerd").WaitForAsync();
            Assert.Equal(SessionState.Open, (await SessionAsync(phone, qrText)).State);
            await phone.Screen.Button("Klaar").ClickAsync();
        }

        phone.Window.Forgive("/mobile/v1/");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Key_WhoseEnrollmentWasNeverAnswered_IsAskedToo(bool isOwn)
    {
        await using var phone = await PocketPhone.StartAsync(browser);
        await phone.GoToAsync(await phone.InviteAsync());
        await phone.Screen.ChoosePinAsync();
        await phone.LoseRepliesAsync("/decision", 4);
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("Geen verbinding").WaitForAsync();
        await KnowAsync(phone, Pin.Forgotten);

        var qrText = isOwn ? await phone.InviteAsync() : await phone.InviteAnotherAsync();
        await ComeByAsync(phone, qrText, Way.Scanned);

        if (isOwn)
            await phone.Screen.ChoosePinAsync();
        else
            await Assertions.Expect(phone.Screen.Content).ToContainTextAsync(ItsOwner);
        if (isOwn)
            await phone.Screen.Heading("Sessie openen").WaitForAsync();
        Assert.Equal(isOwn ? SessionState.Claimed : SessionState.Open, (await SessionAsync(phone, qrText)).State);
        phone.Window.Forgive("/mobile/v1/");
    }

    [Theory]
    [InlineData("00000-00000", "Deze code klopt niet")]
    [InlineData(null, "Eerst uw PIN")]
    public async Task Code_TypedWhileThePinIsBlocked_IsToldForWhatItIs(string? typed, string heading)
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await KnowAsync(phone, Pin.Blocked);
        await phone.Screen.Button("PIN vergeten?").ClickAsync();
        await phone.CannotScanAsync();
        await phone.TypeAsync(typed ?? await phone.ShowTypedCodeAsync(await phone.OpenLoginAsync()));

        await phone.Screen.Heading(heading).WaitForAsync();
        phone.Window.Forgive("/mobile/v1/");
    }

    [Fact]
    public async Task Answer_ThatDoesNotTellWhose_IsNotGoneOnWith()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.Page.RouteAsync("**/claim", route => route.FulfillAsync(new()
        {
            Status = 409,
            ContentType = "application/problem+json",
            Body = """{ "type": "urn:zorgid:problem:account-exists", "title": "…", "status": 409 }""",
        }));
        var qrText = await phone.InviteAsync();
        await phone.ScanAsync(qrText);

        await phone.Screen.Heading("Onverwacht antwoord").WaitForAsync();
        Assert.Single(phone.Sent($"{TestQr.Parse(qrText).Sid}/claim"));
        phone.Window.Forgive("/claim");
    }

    // On a screen that offers to scan.
    private static async Task KnowAsync(PocketPhone phone, Pin pin)
    {
        if (pin == Pin.Entered)
            return;
        if (pin == Pin.Blocked)
            await phone.QueryAsync(db => phone.Phones(db).ExecuteUpdateAsync(set => set.SetProperty(p => p.PinFailures, Phone.PinTries)));
        await phone.GoToAsync("about:blank");
        await phone.GoToAsync($"{phone.Portal.Origin}/app");
    }

    private async Task ComeByAsync(PocketPhone phone, string qrText, Way way)
    {
        browser.Camera.PointAway();
        if (way == Way.Link)
        {
            await phone.GoToAsync(qrText);
            return;
        }

        var (scan, forgotten) = (phone.Screen.Button("Scan QR"), phone.Screen.Button("PIN vergeten?"));
        await scan.Or(forgotten).WaitForAsync();
        if (await forgotten.IsVisibleAsync())
            await forgotten.ClickAsync();
        if (way == Way.Scanned)
        {
            await phone.ScanAsync(qrText);
            return;
        }

        await phone.CannotScanAsync();
        await phone.TypeAsync(await phone.ShowTypedCodeAsync(qrText));
    }

    private static Task<string> ActiveKidAsync(PocketPhone phone) => phone.QueryAsync(db => phone.Phones(db).Where(p => p.State == PhoneState.Active).Select(p => p.Kid).SingleAsync());

    private static Task<QrSession> SessionAsync(PocketPhone phone, string qrText)
    {
        Assert.True(SessionId.TryParse(TestQr.Parse(qrText).Sid, out var sid));
        return phone.QueryAsync(db => db.QrSessions.AsNoTracking().SingleAsync(s => s.Id == sid));
    }
}
