using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>Who cannot scan types what the portal shows, and goes on as if they had scanned it.</summary>
public sealed class TypedCodesTests(PhoneBrowser browser) : IClassFixture<PhoneBrowser>
{
    private const string NewPin = "86420";

    private const string Read = $$"""
        async texts => {
            const { readTyped, isTypedCode, grouped } = await {{AppModules.Import}}('protocol/typedCode.js');
            return texts.map(text => isTypedCode(readTyped(text)) ? grouped(readTyped(text)) : null);
        }
        """;

    [Fact]
    public async Task Read_WhatPeopleType_IsReadAsThePortalReadsIt()
    {
        await using var phone = await PocketPhone.StartAsync(browser);
        await phone.GoToAsync($"{phone.Portal.Origin}/app");
        string[] typed = ["K7QF3-M2DXN", "k7qf3m2dxn", " k7 qf3 — m2d-xn ", "o0iIlL-oOlI1", "OOOOO-11111", "K7QF3-M2DX", "K7QF3-M2DXNN", "K7QF3-M2DXU", "K7QF3.M2DXN", ""];

        var read = await phone.Page.EvaluateAsync<string?[]>(Read, typed);

        Assert.Equal(typed.Select(text => TypedCode.Read(text)?.ToString()), read);
    }

    [Fact]
    public async Task Login_TypedFromThePortalsScreen_OpensThePortal()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await using var registrar = await browser.OpenAsync(options => options.ViewportSize = new() { Width = 1440, Height = 900 });
        await registrar.Page.GotoAsync($"{phone.Portal.Origin}/portal/inloggen");
        await registrar.Page.GetByRole(AriaRole.Button, new() { Name = "Ik kan niet scannen" }).ClickAsync();
        var code = (await registrar.Page.Locator(".z-typed-code").TextContentAsync())!;

        await phone.CannotScanAsync();
        await phone.Window.AssertAccessibleAsync();
        await Assertions.Expect(phone.CodeField()).ToBeFocusedAsync();
        await phone.CodeField().PressSequentiallyAsync(code.Replace("-", "", StringComparison.Ordinal).Replace('0', 'o').ToLowerInvariant());
        await Assertions.Expect(phone.CodeField()).ToHaveValueAsync(code);
        await phone.CodeField().PressAsync("Enter");
        await phone.Page.GetByText("Niemand mag u daar ooit om vragen, ook de helpdesk niet.").WaitForAsync();
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("Geaccepteerd").WaitForAsync();

        Assert.Contains("\"kid\":", HeaderOf(Assert.Single(phone.Sent("/typed-codes"))), StringComparison.Ordinal);
        await RegistrarBrowser.Enter(registrar.Page).WaitForAsync();
    }

    // Someone asked for the code by voice: the browser that it is for stands elsewhere.
    [Fact]
    public async Task Login_OfABrowserOnAnotherNetwork_IsToldAndOpensNothing()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        var code = await phone.ShowTypedCodeAsync(await phone.OpenLoginAsync(), isElsewhere: true);
        await phone.CannotScanAsync();
        phone.Window.Forgive("/typed-codes");

        await phone.TypeAsync(code);

        await phone.Screen.Heading("Ander netwerk").WaitForAsync();
        await phone.Page.GetByText("Vroeg iemand u om een code te typen? Doe dat niet").WaitForAsync();
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.Button("Code typen").ClickAsync();
        await phone.Screen.Heading("Code typen").WaitForAsync();
    }

    [Fact]
    public async Task Enrollment_OnANewPhone_IsSignedWithTheKeyThatIsBound()
    {
        await using var phone = await PocketPhone.StartAsync(browser);
        await phone.GoToAsync($"{phone.Portal.Origin}/app");
        await phone.Screen.ChoosePinAsync();
        var invitation = await phone.InviteAsync();

        await phone.CannotScanAsync();
        await phone.TypeAsync(await phone.ShowTypedCodeAsync(invitation));
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("U bent geregistreerd").WaitForAsync();
        await phone.Screen.Button("Klaar").ClickAsync();

        Assert.Contains("\"jwk\":", HeaderOf(Assert.Single(phone.Sent("/typed-codes"))), StringComparison.Ordinal);
        await phone.ScanLoginAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Enrollment_OnARegisteredPhone_TakesANewPinAndANewKey(bool hasForgotten)
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        if (hasForgotten)
        {
            await phone.Page.ReloadAsync();
            await phone.Screen.Button("PIN vergeten?").ClickAsync();
        }

        var invitation = await phone.InviteAsync();
        await phone.CannotScanAsync();
        await phone.TypeAsync(await phone.ShowTypedCodeAsync(invitation));
        await phone.Screen.ChoosePinAsync(NewPin);
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("U bent geregistreerd").WaitForAsync();
        await phone.Screen.Button("Klaar").ClickAsync();

        var states = await phone.QueryAsync(db => phone.Phones(db).Select(p => p.State).ToListAsync());
        Assert.Equal([PhoneState.Active, PhoneState.Revoked], states.Order());
        // First by the key that it had, then by the one that is bound.
        Assert.Equal(["kid", "jwk"], phone.Sent("/typed-codes").Select(request => HeaderOf(request).Contains("\"kid\":", StringComparison.Ordinal) ? "kid" : "jwk"));
        await phone.ScanLoginAsync();
        phone.Window.Forgive("/claim");
    }

    [Fact]
    public async Task Pin_ChosenForACodeThatIsNotAccepted_GoesWithItsJourney()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.CannotScanAsync();
        await phone.TypeAsync(await phone.ShowTypedCodeAsync(await phone.InviteAsync()));
        await phone.Screen.ChoosePinAsync(NewPin);
        await phone.Screen.Heading("Sessie openen").WaitForAsync();
        await phone.Screen.Button("Weigeren").ClickAsync();
        await phone.Screen.Button("Klaar").ClickAsync();

        await phone.ScanAsync(await phone.InviteAsync());

        await phone.Screen.ChoosePinAsync();
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("U bent geregistreerd").WaitForAsync();
        phone.Window.Forgive("/claim");
    }

    [Fact]
    public async Task Login_OnANewPhone_IsToldThatItMustBeRegisteredFirst()
    {
        await using var phone = await PocketPhone.StartAsync(browser);
        await phone.GoToAsync($"{phone.Portal.Origin}/app");
        await phone.Screen.ChoosePinAsync();

        await phone.CannotScanAsync();
        await phone.TypeAsync(await phone.ShowTypedCodeAsync(await phone.OpenLoginAsync()));

        await AssertToldAsync(phone, "maar deze telefoon is nog niet geregistreerd.", "but this phone has not been registered yet.");
        Assert.Empty(phone.Sent("/claim"));
    }

    [Fact]
    public async Task Code_ThatIsNoCode_IsMendedBeforeItIsSent()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.CannotScanAsync();

        foreach (var (typed, sentence) in ((string, string)[])[("K7QF", "Een code heeft tien tekens. U typte er 4."), ("K7QF3-M2DXU", "en geen letter U.")])
        {
            await phone.TypeAsync(typed);
            await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(sentence);
            await Assertions.Expect(phone.CodeField()).ToBeFocusedAsync();
        }

        await phone.Window.AssertAccessibleAsync();
        Assert.Empty(phone.Sent("/typed-codes"));
    }

    [Fact]
    public async Task Code_Wrong_IsToldAndCanBeMended()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        var code = await phone.ShowTypedCodeAsync(await phone.OpenLoginAsync());
        var wrong = code[..^1] + (code[^1] == '7' ? '8' : '7');
        await phone.CannotScanAsync();
        await phone.TypeAsync(wrong);

        await AssertToldAsync(phone, "Controleer de code en het gekozen portaal.", "Check that you copied it well and chose the right portal.");
        await phone.Screen.Button("Code typen").ClickAsync();
        await Assertions.Expect(phone.CodeField()).ToHaveValueAsync(wrong);
        await phone.TypeAsync(code);
        await phone.Screen.Heading("Sessie openen").WaitForAsync();
        phone.Window.Forgive("/typed-codes");
    }

    [Fact]
    public async Task Codes_WrongTooOften_MustWaitAMinute()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        var code = await phone.ShowTypedCodeAsync(await phone.InviteAsync());
        await phone.CannotScanAsync();
        for (var tries = 0; tries < new TypedCodeLimits().WrongPerPhone; tries++)
        {
            await phone.TypeAsync("00000-0000" + tries);
            await phone.Screen.Heading("Deze code klopt niet").WaitForAsync();
            await phone.Screen.Button("Code typen").ClickAsync();
        }

        await phone.TypeAsync(code);
        await AssertToldAsync(phone, "Wacht 60 seconden, vraag dan in het portaal een nieuwe code", "Wait 60 seconds, then ask for a new code");
        phone.Time.Advance(TypedCodeTries.Period);
        await phone.Screen.Button("Code typen").ClickAsync();
        await phone.TypeAsync(code);
        await phone.Screen.Heading("Kies een PIN").WaitForAsync();
        phone.Window.Forgive("/typed-codes", "/claim");
    }

    [Fact]
    public async Task Code_OfTheOtherEnvironment_IsFoundInThePortalThatIsChosen()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        var login = await phone.ShowTypedCodeAsync(await phone.OpenLoginAsync(PortalEnvironment.Acceptatie));
        await phone.CannotScanAsync();
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Radio, new() { Name = "Productie" })).ToBeCheckedAsync();
        await phone.TypeAsync(login);
        await phone.Screen.Heading("Deze code klopt niet").WaitForAsync();
        await phone.Screen.Button("Code typen").ClickAsync();

        await phone.Page.GetByRole(AriaRole.Radio, new() { Name = "Acceptatie" }).CheckAsync();
        await phone.TypeAsync(login);
        await AssertToldAsync(phone, "Uw identiteit op deze telefoon is van Productie en geldt daar niet.", "Your identity on this phone is of Production and is not valid there.");
        await phone.Screen.Button("Klaar").ClickAsync();

        var invitation = await phone.InviteAnotherAsync(PortalEnvironment.Acceptatie);
        await phone.CannotScanAsync();
        await phone.Page.GetByRole(AriaRole.Radio, new() { Name = "Acceptatie" }).CheckAsync();
        await phone.TypeAsync(await phone.ShowTypedCodeAsync(invitation));
        await phone.Screen.ChoosePinAsync(NewPin);
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("U bent geregistreerd").WaitForAsync();
        phone.Window.Forgive("/typed-codes");
    }

    [Fact]
    public async Task Exchange_WhoseReplyIsLost_IsAskedForAgainWithTheSameMessage()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        var code = await phone.ShowTypedCodeAsync(await phone.OpenLoginAsync());
        await phone.LoseRepliesAsync("/typed-codes", 1);
        await phone.CannotScanAsync();
        await phone.TypeAsync(code);
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("Geaccepteerd").WaitForAsync();

        var sent = phone.Sent("/typed-codes");
        Assert.Equal(2, sent.Count);
        Assert.Equal(sent[0].PostData, sent[1].PostData);
        phone.Window.Forgive("/typed-codes");
    }

    [Fact]
    public async Task Answer_OfAnotherOrigin_IsNotGoneOnWith()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        var elsewhere = await phone.OpenLoginAsync(PortalEnvironment.Acceptatie);
        await phone.Page.RouteAsync("**/typed-codes", route => route.FulfillAsync(new() { Json = new { qr = elsewhere } }));
        await phone.CannotScanAsync();
        await phone.TypeAsync("K7QF3-M2DXN");

        await AssertToldAsync(phone, "Er is niets geopend. Typ de code opnieuw.", "Nothing was opened. Type the code again.");
        Assert.DoesNotContain(phone.Sent("/claim"), request => request.Url.Contains(TestQr.Parse(elsewhere).Sid, StringComparison.Ordinal));
    }

    private static async Task AssertToldAsync(PocketPhone phone, string dutch, string english)
    {
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync(dutch);
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.Button("English").ClickAsync();
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync(english);
        await phone.Screen.Button("Nederlands").ClickAsync();
    }

    private static string HeaderOf(IRequest request) =>
        Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(request.PostData!.Split('.')[0]));
}
