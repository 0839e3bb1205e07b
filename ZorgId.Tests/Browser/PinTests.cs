using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using ZorgId.Core.Phones;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>The PIN: chosen by rules that are explained, tried at the server, blocked, forgotten.</summary>
public sealed class PinTests(PhoneBrowser browser) : IClassFixture<PhoneBrowser>
{
    private const string Wrong = "27153";

    private const string Hide = """
        isHidden => {
            Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
            document.dispatchEvent(new Event('visibilitychange'));
        }
        """;

    [Fact]
    public async Task Choice_AgainstTheRules_IsExplainedAndMadeAgain()
    {
        await using var phone = await PocketPhone.StartAsync(browser);
        await phone.GoToAsync($"{phone.Portal.Origin}/app");
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("Niet vijf dezelfde en geen reeks zoals 12345 of 98765.");
        await phone.Window.AssertAccessibleAsync();

        foreach (var weak in (string[])["11111", "12345", "98765"])
        {
            await phone.Screen.TypePinAsync(weak);
            await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Deze PIN is te makkelijk te raden.");
        }

        await phone.Screen.TypePinAsync();
        await phone.Screen.Heading("Herhaal uw PIN").WaitForAsync();
        await phone.Screen.TypePinAsync(Wrong);
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("De twee PIN’s zijn niet gelijk.");
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.ChoosePinAsync();
        await phone.Screen.Button("Scan QR").WaitForAsync();
    }

    [Fact]
    public async Task Choice_OnANewPhone_SaysWhatTheAppIsForAndWhyAPinIsChosenAgain()
    {
        const string Lost = "De app is opnieuw geopend. De PIN die u koos, is niet bewaard.";
        await using var phone = await PocketPhone.StartAsync(browser);
        await phone.GoToAsync($"{phone.Portal.Origin}/app");
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("Met deze app laat u zien wie u bent. U wordt geregistreerd door uw beheerder.");
        await Assertions.Expect(phone.Screen.Content).Not.ToContainTextAsync(Lost);
        await phone.Screen.ChoosePinAsync();
        await phone.Screen.Button("Scan QR").WaitForAsync();

        await phone.Page.ReloadAsync();
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(Lost);
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.Button("English").ClickAsync();
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("Your manager registers you.");
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("The PIN that you chose was not kept.");
        await phone.Screen.Button("Nederlands").ClickAsync();

        // Once it is registered there is nothing to choose again, also after it was signed off.
        await phone.RegisterAsync();
        await phone.QueryAsync(db => phone.Phones(db).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, PhoneState.Revoked)));
        await phone.Page.ReloadAsync();
        await phone.Screen.TypePinAsync();
        await phone.Screen.Heading("Deze telefoon is ingetrokken").WaitForAsync();
        await phone.Screen.Button("Klaar").ClickAsync();
        await phone.Screen.Heading("Kies een PIN").WaitForAsync();
        await Assertions.Expect(phone.Screen.Content).Not.ToContainTextAsync(Lost);
        phone.Window.Forgive("/mobile/v1/identity");
    }

    [Fact]
    public async Task Keys_OfThePad_AreLargeEnoughForAThumb()
    {
        await using var phone = await PocketPhone.StartAsync(browser);
        await phone.GoToAsync($"{phone.Portal.Origin}/app");
        foreach (var (width, height) in ((int, int)[])[(390, 844), (320, 640)])
        {
            await phone.Window.ResizeAsync(width, height);
            var keys = phone.Page.Locator(".key");
            await Assertions.Expect(keys).ToHaveCountAsync(11);
            foreach (var key in await keys.AllAsync())
            {
                var box = (await key.BoundingBoxAsync())!;
                Assert.True(box.Width >= 64 && box.Height >= 52, $"{box.Width} by {box.Height}");
                Assert.True(box.Y + box.Height <= height, $"below the edge of {height}");
            }
        }
    }

    [Fact]
    public async Task Entry_WrongThreeTimes_CountsDownAndBlocks_AndANewCodeLeadsOn()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.Page.ReloadAsync();
        await phone.Screen.Heading("Voer uw PIN in").WaitForAsync();

        await phone.Screen.TypePinAsync(Wrong);
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Deze PIN klopt niet. U heeft nog 2 pogingen.");
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.Button("English").ClickAsync();
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This PIN is not right. You have 2 tries left.");
        await phone.Screen.Button("Nederlands").ClickAsync();
        await phone.Screen.TypePinAsync("27154");
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("U heeft nog 1 poging; daarna wordt de PIN geblokkeerd.");
        await phone.Screen.TypePinAsync("27156");
        await phone.Screen.Heading("Uw PIN is geblokkeerd").WaitForAsync();
        await phone.Window.AssertAccessibleAsync();

        await phone.Page.ReloadAsync();
        await phone.Screen.Heading("Uw PIN is geblokkeerd").WaitForAsync();
        await phone.Screen.Button("Klaar").ClickAsync();
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("Uw PIN is geblokkeerd. Heeft uw beheerder hem gedeblokkeerd?");
        await phone.Screen.TypePinAsync();
        await phone.Screen.Heading("Uw PIN is geblokkeerd").WaitForAsync();

        var qrText = await phone.InviteAsync();
        await phone.ScanAsync(qrText);
        await phone.Screen.ChoosePinAsync("86420");
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("U bent geregistreerd").WaitForAsync();
        await phone.Screen.Button("Klaar").ClickAsync();
        await phone.ScanLoginAsync();
        phone.Window.Forgive("/mobile/v1/");
    }

    // Somebody else tried, with a copy of the phone or with the phone itself.
    [Fact]
    public async Task Entry_AfterWrongPins_TellsTheOwnerHowManyAndWhen()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.QueryAsync(db => phone.Phones(db).ExecuteUpdateAsync(set => set
            .SetProperty(p => p.UntoldWrongPins, 2).SetProperty(p => p.LastWrongPinAt, new DateTime(2026, 11, 22, 12, 30, 0, DateTimeKind.Utc))));
        await phone.Page.ReloadAsync();

        await phone.Screen.TypePinAsync();

        await phone.Page.GetByText("is 2 keer een verkeerde PIN ingevoerd, het laatst op 22 november 2026").WaitForAsync();
        await phone.Window.AssertAccessibleAsync();
        await phone.Page.ReloadAsync();
        await phone.Screen.TypePinAsync();
        await phone.Screen.Button("Scan QR").WaitForAsync();
        await Assertions.Expect(phone.Page.GetByText("verkeerde PIN")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Entry_UnblockedByTheBeheerder_WorksAgain()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.QueryAsync(db => phone.Phones(db).ExecuteUpdateAsync(set => set.SetProperty(p => p.PinFailures, Phone.PinTries)));
        await phone.Page.ReloadAsync();
        await phone.Screen.TypePinAsync();
        await phone.Screen.Heading("Uw PIN is geblokkeerd").WaitForAsync();

        await phone.QueryAsync(db => phone.Phones(db).ExecuteUpdateAsync(set => set.SetProperty(p => p.PinFailures, 0)));
        await phone.Screen.Button("Klaar").ClickAsync();
        await phone.Screen.TypePinAsync();
        await phone.Screen.Button("Scan QR").WaitForAsync();
        phone.Window.Forgive("/mobile/v1/identity");
    }

    [Fact]
    public async Task Entry_BlockedForOneOfTwoIdentities_LeadsToTheOther()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.ScanAsync(await phone.InviteAnotherAsync(PortalEnvironment.Acceptatie));
        await phone.Screen.ChoosePinAsync("86420");
        await phone.Screen.AcceptAsync();
        await phone.Screen.Button("Klaar").ClickAsync();
        await phone.QueryAsync(db => db.Phones.Where(p => p.Environment == PortalEnvironment.Acceptatie).ExecuteUpdateAsync(set => set.SetProperty(p => p.PinFailures, Phone.PinTries)));
        await phone.Page.ReloadAsync();
        await phone.Screen.TypePinAsync("86420");
        await phone.Screen.Heading("Uw PIN is geblokkeerd").WaitForAsync();

        await phone.Screen.Button("Wisselen van identiteit").ClickAsync();
        await phone.Screen.Heading("Voer uw PIN in").WaitForAsync();
        await phone.Screen.TypePinAsync();
        await phone.ScanLoginAsync();
        phone.Window.Forgive("/mobile/v1/identity");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Entry_WithAChallengeThatGrewTooOld_FetchesAnotherOnce(int times)
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.Page.ReloadAsync();
        var left = times;
        await phone.Page.RouteAsync("**/identity", async route =>
        {
            if (left-- > 0)
                phone.Time.Advance(ChallengeNonces.Lifetime);
            await route.ContinueAsync();
        });
        await phone.Screen.TypePinAsync();
        if (times == 2)
        {
            var alert = phone.Page.GetByRole(AriaRole.Alert);
            await Assertions.Expect(alert).ToContainTextAsync("Deze controle is niet meer geldig. Probeer het opnieuw.");
            await phone.Screen.Button("English").ClickAsync();
            await Assertions.Expect(alert).ToContainTextAsync("This check is no longer valid. Please try again.");
            await phone.Screen.Button("Nederlands").ClickAsync();
            Assert.Equal(2, phone.Sent("/challenges").Count);
            await phone.Screen.TypePinAsync();
        }

        await phone.Screen.Button("Scan QR").WaitForAsync();
        Assert.Equal(times == 2 ? 3 : 2, phone.Sent("/identity").Count);
        phone.Window.Forgive("/mobile/v1/identity");
    }

    [Fact]
    public async Task Entry_WithoutANetwork_IsToldOnThePadAndWorksWhenItIsBack()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.Page.ReloadAsync();
        await phone.Screen.Heading("Voer uw PIN in").WaitForAsync();
        await phone.HurryUpAsync();
        await phone.Page.Context.SetOfflineAsync(true);
        await phone.Screen.TypePinAsync();
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Het portaal is niet bereikbaar.");
        await phone.Window.AssertAccessibleAsync();

        await phone.Page.Context.SetOfflineAsync(false);
        await phone.Screen.TypePinAsync();
        await phone.Screen.Button("Scan QR").WaitForAsync();
        phone.Window.Forgive("net::ERR_");
    }

    [Theory]
    [InlineData(119, "Scan")]
    [InlineData(120, "Voer uw PIN in")]
    public async Task Hidden_ForTwoMinutes_AsksForThePinAgain(int seconds, string heading)
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.Page.Clock.InstallAsync(new() { TimeDate = TestPortal.Start.UtcDateTime });
        await phone.Page.ReloadAsync();
        await phone.Screen.TypePinAsync();
        await phone.Screen.Button("Scan QR").WaitForAsync();
        await phone.Page.Clock.PauseAtAsync(TestPortal.Start.UtcDateTime.AddHours(1));

        await phone.Page.EvaluateAsync(Hide, true);
        await phone.Page.Clock.FastForwardAsync(seconds * 1000);
        await phone.Page.EvaluateAsync(Hide, false);
        await phone.Screen.Heading(heading).WaitForAsync();
        Assert.Equal(heading, await phone.Page.Locator("h1").InnerTextAsync());
    }

    [Fact]
    public async Task Forgotten_LeadsToANewCodeANewPinAndANewKey()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        var oldKid = await phone.QueryAsync(db => phone.Phones(db).Select(p => p.Kid).SingleAsync());
        await phone.Page.ReloadAsync();
        await phone.Screen.Button("PIN vergeten?").ClickAsync();
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("Vraag uw beheerder of de helpdesk om een nieuwe QR-code.");
        await phone.Window.AssertAccessibleAsync();

        await phone.ScanAsync(await phone.InviteAsync());
        await phone.Screen.ChoosePinAsync("86420");
        await phone.Screen.AcceptAsync();
        await phone.Screen.Button("Klaar").ClickAsync();
        var states = await phone.QueryAsync(db => phone.Phones(db).ToDictionaryAsync(p => p.Kid, p => p.State));
        Assert.Equal(PhoneState.Revoked, states[oldKid]);
        Assert.Single(states, state => state.Value == PhoneState.Active);
        await phone.Page.ReloadAsync();
        await phone.Screen.TypePinAsync("86420");
        await phone.Screen.Button("Scan QR").WaitForAsync();
        phone.Window.Forgive("/claim");
    }

    [Fact]
    public async Task Forgotten_ThenALoginScanned_AsksForThePinFirst()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.Page.ReloadAsync();
        await phone.Screen.Button("PIN vergeten?").ClickAsync();
        await phone.ScanAsync(await phone.OpenLoginAsync());

        await phone.Screen.Heading("Eerst uw PIN").WaitForAsync();
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.Button("Voer uw PIN in").ClickAsync();
        await phone.Screen.Heading("Voer uw PIN in").WaitForAsync();
    }

    [Fact]
    public async Task Accept_WithAPinThatWasChangedElsewhere_TellsTheTriesLeft()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.ScanLoginAsync();
        await phone.Page.RouteAsync("**/decision", async route =>
        {
            var owner = (await phone.QueryAsync(db => phone.Phones(db).SingleAsync())).PinOwner;
            var otherKey = phone.Portal.Get<PinProtection>().Protect(owner, new TestPhone().PinKey(Wrong));
            await phone.QueryAsync(db => phone.Phones(db).ExecuteUpdateAsync(set => set.SetProperty(p => p.ProtectedPinKey, otherKey)));
            await route.ContinueAsync();
        });
        await phone.Screen.AcceptAsync();

        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("Deze PIN klopt niet. U heeft nog 2 pogingen.");
        await phone.Screen.Button("Voer uw PIN in").ClickAsync();
        await phone.Screen.Heading("Voer uw PIN in").WaitForAsync();
        phone.Window.Forgive("/decision");
    }
}
