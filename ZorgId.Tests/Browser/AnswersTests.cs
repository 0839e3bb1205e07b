using Microsoft.Playwright;

namespace ZorgId.Tests.Browser;

/// <summary>What a phone says when a scanned code leads to no session: a sentence of its own in each language, and a way on.</summary>
public sealed class AnswersTests(SharedPhone shared) : IClassFixture<SharedPhone>
{
    private const string AllSentences = $$"""
        async () => {
            const [nl, en] = await Promise.all(['nl', 'en'].map(async language => (await {{AppModules.Import}}(`texts/${language}.problems.js`)).default));
            const details = { owner: 'w', role: 'r', attemptsLeft: 2, retryAfter: 40, host: 'h', environment: 'e', otherEnvironment: 'o', state: 'accepted' };
            const say = texts => Object.entries(texts).flatMap(([name, { title, ...sentences }]) => Object.entries(sentences)
                .map(([when, text]) => [`${name} ${when}`, `${title}: ${typeof text === 'string' ? text : text(details)}`]));
            return [say(nl), say(en)];
        }
        """;

    private readonly PhoneBrowser _browser = shared.Browser;

    /// <summary>What leaves the phone as it was: the trouble; the sentence in Dutch and in English; the button that leads on, and the heading it leads to.</summary>
    public static TheoryData<Trouble, string, string, string, string> Passing => new()
    {
        { Trouble.UnknownKind, "Sluit de app, open hem opnieuw en scan de code nog een keer.", "Close the app, open it again and scan the code once more.", "Klaar", "Scan" },
        { Trouble.OtherPortal, "Uw identiteit op deze telefoon is van Productie en geldt daar niet.", "Your identity on this phone is of Production and is not valid there.", "Klaar", "Scan" },
        { Trouble.WrongEnvironment, "Het portaal hoort bij een andere omgeving dan deze QR-code aangeeft.", "The portal belongs to another environment than this QR code says.", "Scan QR", "Scan QR" },
        { Trouble.SessionUnknown, "Het portaal kent deze QR-code niet, of niet meer.", "The portal does not know this QR code, or no longer does.", "Scan QR", "Scan QR" },
        { Trouble.CodeExpired, "De QR-code op het scherm wisselt steeds.", "The QR code on the screen keeps changing.", "Scan QR", "Scan QR" },
        { Trouble.SessionExpired, "Deze sessie is verlopen.", "This session has expired.", "Scan QR", "Scan QR" },
        { Trouble.ClaimedByAnother, "Een andere telefoon was deze QR-code voor.", "Another phone scanned this QR code first.", "Scan QR", "Scan QR" },
        { Trouble.AcceptedByAnother, "Deze sessie is al geaccepteerd.", "This session has been accepted already.", "Scan QR", "Scan QR" },
        { Trouble.RefusedByAnother, "Deze sessie is al geweigerd.", "This session has been refused already.", "Scan QR", "Scan QR" },
        { Trouble.ClosedByPortal, "Het portaal heeft deze sessie gesloten.", "The portal closed this session.", "Scan QR", "Scan QR" },
        { Trouble.TooManyRequests, "Probeer het over 40 seconden opnieuw.", "Try again in 40 seconds.", "Opnieuw proberen", "Even wachten" },
        { Trouble.PortalFailure, "Het portaal kan nu niet antwoorden.", "The portal cannot answer now.", "Klaar", "Scan" },
        { Trouble.UnexpectedAnswer, "Het antwoord van het portaal klopt niet.", "The answer of the portal is not right.", "Scan QR", "Scan QR" },
        { Trouble.AnswerOfAnotherKind, "Het antwoord van het portaal klopt niet.", "The answer of the portal is not right.", "Scan QR", "Scan QR" },
        { Trouble.MalformedMessage, "Het portaal begreep deze app niet.", "The portal did not understand this app.", "Klaar", "Scan" },
        { Trouble.MessageTooLarge, "Het bericht van deze app was te groot voor het portaal.", "The message of this app was too large for the portal.", "Klaar", "Scan" },
        { Trouble.UnsupportedMediaType, "Het portaal herkende het bericht van deze app niet.", "The portal did not recognise the message of this app.", "Klaar", "Scan" },
    };

    /// <summary>What does not, as above.</summary>
    public static TheoryData<Trouble, string, string, string, string> Lasting => new()
    {
        { Trouble.UnknownPortal, "Deze app werkt niet met portaal.elders.example.", "This app does not work with portaal.elders.example.", "Klaar", "Scan" },
        { Trouble.PhoneBlocked, "Uw beheerder heeft deze telefoon geblokkeerd.", "Your manager has blocked this phone.", "Klaar", "Voer uw PIN in" },
        { Trouble.AccountBlocked, "Uw beheerder heeft deze telefoon geblokkeerd.", "Your manager has blocked this phone.", "Klaar", "Voer uw PIN in" },
        { Trouble.PhoneRevoked, "Deze registratie is beëindigd en van de telefoon verwijderd.", "This registration has ended and was removed from the phone.", "Scan QR", "Scan QR" },
        { Trouble.PhoneUnknown, "Het portaal kent deze telefoon niet.", "The portal does not know this phone.", "Scan QR", "Scan QR" },
        { Trouble.PinBlockedElsewhere, "Er is drie keer een verkeerde PIN ingevoerd", "A wrong PIN was entered three times", "Scan QR", "Scan QR" },
        { Trouble.RoleNotAllowed, "Uw rol geeft geen toegang tot het portaal.", "Your role gives no access to the portal.", "Klaar", "Scan" },
        { Trouble.OtherAccount, "Deze code is voor een account dat u met deze telefoon niet kunt gebruiken, of niet meer.", "This code is for an account that you cannot use with this phone, or no longer can.", "Klaar", "Scan" },
        { Trouble.AccountExists, "Deze telefoon is met deze sleutel al geregistreerd.", "This phone is registered with this key already.", "Klaar", "Scan" },
        { Trouble.PhoneOfAnother, "Laat de nieuwe gebruiker scannen met de eigen telefoon.", "Have the new user scan with a phone of their own.", "Klaar", "Scan" },
    };

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task Scan_IntoPassingTrouble_IsToldInBothLanguagesWithAWayOn(Trouble trouble, string dutch, string english, string way, string next)
    {
        await using var turn = await shared.TakeAsync();
        await MustTellAsync(turn.Phone, trouble, dutch, english, way, next);
    }

    [Theory]
    [MemberData(nameof(Lasting))]
    public async Task Scan_IntoLastingTrouble_IsToldInBothLanguagesWithAWayOn(Trouble trouble, string dutch, string english, string way, string next)
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(_browser);
        await MustTellAsync(phone, trouble, dutch, english, way, next);
    }

    [Fact]
    public async Task Scan_OfAnythingElse_SaysSoAndGoesOn()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(_browser);
        await phone.ScanAsync("https://menu.example/vandaag");

        var status = phone.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Dit is geen QR-code van ZORG-ID." });
        await status.WaitForAsync();
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.Button("English").ClickAsync();
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("This is not a ZORG-ID QR code.");
        await phone.Screen.Button("Nederlands").ClickAsync();

        await phone.Screen.Button("Annuleren").ClickAsync();
        await phone.ScanLoginAsync();
    }

    [Fact]
    public async Task Scan_OfTheOtherEnvironment_LeadsToTheIdentityThatFits()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(_browser);
        await phone.ScanAsync(await phone.InviteAnotherAsync(PortalEnvironment.Acceptatie));
        await phone.Screen.ChoosePinAsync("86420");
        await phone.Screen.AcceptAsync();
        await phone.Screen.Button("Klaar").ClickAsync();

        await phone.ScanAsync(await phone.OpenLoginAsync());
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("Deze QR-code is van Productie, maar u gebruikt nu uw identiteit van Acceptatie.");
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.Button("English").ClickAsync();
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("This QR code is of Production, but you are using your identity of Acceptance.");
        await phone.Screen.Button("Nederlands").ClickAsync();
        await phone.Screen.Button("Wisselen van identiteit").ClickAsync();
        await phone.Screen.Heading("Voer uw PIN in").WaitForAsync();
        await phone.Screen.TypePinAsync();
        await phone.ScanLoginAsync();
    }

    [Fact]
    public async Task Scan_OfALoginByANewPhone_AsksToRegisterFirst()
    {
        await using var phone = await PocketPhone.StartAsync(_browser);
        await phone.GoToAsync($"{phone.Portal.Origin}/app");
        await phone.Screen.ChoosePinAsync();
        await phone.ScanAsync(await phone.OpenLoginAsync());

        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("Deze telefoon is nog niet geregistreerd. Vraag uw beheerder of de helpdesk om een QR-code voor registratie");
        Assert.Empty(phone.Sent());
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.Button("English").ClickAsync();
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("This phone has not been registered yet. Ask your manager or the helpdesk for a registration QR code");
        await phone.Screen.Button("Nederlands").ClickAsync();
        _browser.Camera.PointAt(await phone.InviteAsync());
        await phone.Screen.Button("Scan QR").ClickAsync();
        await phone.Screen.Heading("Sessie openen").WaitForAsync();
    }

    [Theory]
    [InlineData("#l.")]
    [InlineData("#k.")]
    public async Task Link_OfALoginOrAMembership_SendsNothingAndAsksToScan(string kind)
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(_browser);
        var before = phone.Sent().Count;
        var login = await phone.OpenLoginAsync();
        await phone.GoToAsync(kind == "#l." ? login : login.Replace("#l.", kind, StringComparison.Ordinal)[..^14] + "BBBBBBBBBBBBBBBBBBBBBA");

        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("Een sessie opent u alleen door de QR-code op het scherm van het portaal te scannen.");
        Assert.DoesNotContain('#', phone.Page.Url);
        Assert.Equal(before, phone.Sent().Count);
        await phone.Window.AssertAccessibleAsync();
        // The way on comes first: the camera of the app.
        await Assertions.Expect(phone.Page.Locator(".actions button").First).ToHaveTextAsync("Scan QR");
        await phone.ScanLoginAsync();
    }

    [Fact]
    public async Task Sentences_OfBothLanguages_AreEachOfOneProblem()
    {
        await using var phone = await PocketPhone.StartAsync(_browser);
        await phone.GoToAsync($"{phone.Portal.Origin}/app");
        var languages = await phone.Page.EvaluateAsync<string[][][]>(AllSentences);

        Assert.Equal(languages[0].Select(sentence => sentence[0]), languages[1].Select(sentence => sentence[0]));
        Assert.All(languages, sentences => Assert.Distinct(sentences.Select(sentence => sentence[1])));
    }

    private async Task MustTellAsync(PocketPhone phone, Trouble trouble, string dutch, string english, string way, string next)
    {
        var sentBefore = phone.Sent("/claim").Count;
        await phone.ScanAsync(await phone.MakeAsync(trouble));
        if (trouble is Trouble.UnknownPortal or Trouble.AccountExists or Trouble.OtherAccount)
            await phone.Screen.ChoosePinAsync();
        if (trouble == Trouble.OtherAccount)
            await phone.Screen.AcceptAsync();

        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync(dutch);
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.Button("English").ClickAsync();
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync(english);
        await phone.Screen.Button("Nederlands").ClickAsync();
        // Or the next look would find the same code again.
        _browser.Camera.PointAway();
        await phone.Screen.Button(way).ClickAsync();
        await phone.Screen.Heading(next).WaitForAsync();

        if (trouble is Trouble.UnknownKind or Trouble.OtherPortal)
            Assert.Equal(sentBefore, phone.Sent("/claim").Count);
        phone.Window.Forgive("/mobile/v1/");
        phone.Window.Forgive("portaal.elders.example");
    }
}
