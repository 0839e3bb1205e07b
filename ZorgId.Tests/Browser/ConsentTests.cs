using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using ZorgId.Core.Accounts;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>The screen on which a phone's owner decides.</summary>
public sealed class ConsentTests(PhoneBrowser browser) : IClassFixture<PhoneBrowser>
{
    // How far an element reaches out of its own box or of the window, and whether two overlap, wherever the page is scrolled.
    private const string Misplaced = """
        () => {
            const wrong = [];
            const box = element => { const { left, right, top, bottom } = element.getBoundingClientRect(); return { left, right, top: top + scrollY, bottom: bottom + scrollY }; };
            const parts = [...document.querySelectorAll('.consent h1, .consent .lead, .consent .session, .consent .verification, .consent .button')];
            for (const [i, part] of parts.entries()) {
                const mine = box(part);
                if (mine.left < 0 || mine.right > innerWidth || part.scrollWidth > part.clientWidth + 1) wrong.push(`${part.className || part.tagName} is cut off`);
                if (mine.bottom > document.documentElement.scrollHeight) wrong.push(`${part.className || part.tagName} cannot be scrolled to`);
                for (const other of parts.slice(i + 1)) {
                    const its = box(other);
                    if (mine.left < its.right && its.left < mine.right && mine.top < its.bottom && its.top < mine.bottom)
                        wrong.push(`${part.className || part.tagName} lies over ${other.className || other.tagName}`);
                }
            }
            return wrong;
        }
        """;

    private const string Weights = """
        element => { const { width, height } = element.getBoundingClientRect(); const style = getComputedStyle(element);
            return [width, height, style.fontSize, style.fontWeight, style.borderWidth, style.backgroundColor, style.opacity].join(' '); }
        """;

    [Fact]
    public async Task Consent_OfALogin_SaysWhereWhatAndForWhom()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        Assert.True(SessionId.TryParse(TestQr.Parse(await phone.ScanLoginAsync()).Sid, out var sid));

        var digits = await phone.QueryAsync(db => db.QrSessions.Where(s => s.Id == sid).Select(s => s.VerificationCode!).SingleAsync());
        foreach (var fact in (string[])["Inloggen bij ZORG-ID Portaal", "Productie", phone.Portal.Origin, "Firefox op Windows", "192.0.2.1", "B. " + phone.Owner.FamilyName, "Huisartsenpraktijk De Linde", digits])
            await Assertions.Expect(phone.Screen.Content).ToContainTextAsync(fact);
        await Assertions.Expect(phone.Page.Locator(".consent .detail").Filter(new() { HasText = "Administrator" })).ToHaveTextAsync("Administrator");
        var size = await phone.Page.Locator(".digits").EvaluateAsync<string>("digits => getComputedStyle(digits).fontSize");
        Assert.Equal("52px", size);
        await phone.Window.AssertAccessibleAsync();
    }

    [Theory]
    [InlineData(PortalEnvironment.Productie, ColorScheme.Light, "Productie", "rgb(10, 95, 115)")]
    [InlineData(PortalEnvironment.Productie, ColorScheme.Dark, "Productie", "rgb(98, 198, 218)")]
    [InlineData(PortalEnvironment.Acceptatie, ColorScheme.Light, "Acceptatie", "rgb(118, 53, 143)")]
    [InlineData(PortalEnvironment.Acceptatie, ColorScheme.Dark, "Acceptatie", "rgb(211, 166, 234)")]
    public async Task Consent_OfAnEnvironment_HasItsNameAndColour(PortalEnvironment environment, ColorScheme scheme, string name, string colour)
    {
        await using var phone = await PocketPhone.StartAsync(browser, options => options.ColorScheme = scheme);
        await phone.GoToAsync(await phone.InviteAsync(environment));
        await phone.Screen.ChoosePinAsync();

        var band = phone.Page.Locator(".band");
        await Assertions.Expect(band).ToContainTextAsync(name);
        await Assertions.Expect(band).ToHaveCSSAsync("background-color", colour);
        await phone.Window.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Buttons_OfBothDecisions_WeighTheSame()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.ScanLoginAsync();
        await Assertions.Expect(phone.Screen.Button("Accepteren")).ToBeEnabledAsync();
        await phone.Window.AssertAccessibleAsync();

        Assert.Equal(await phone.Screen.Button("Weigeren").EvaluateAsync<string>(Weights), await phone.Screen.Button("Accepteren").EvaluateAsync<string>(Weights));
    }

    [Fact]
    public async Task Consent_OnASmallPhone_FitsWithoutScrolling()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.Window.ResizeAsync(320, 640);
        await phone.ScanLoginAsync();

        Assert.Empty(await phone.Page.EvaluateAsync<string[]>(Misplaced));
        Assert.True(await phone.Page.EvaluateAsync<bool>("() => document.documentElement.scrollHeight <= innerHeight"));
        await phone.Window.AssertAccessibleAsync();
    }

    [Theory]
    [InlineData(320, 640)]
    [InlineData(390, 844)]
    [InlineData(1440, 900)]
    public async Task Consent_LongestNamesWithoutABlank_WrapsAndHidesNothing(int width, int height)
    {
        await using var phone = await PocketPhone.StartAsync(browser, options => options.ViewportSize = new() { Width = width, Height = height });
        var person = new Person(new string('W', Person.NameLength), new string('M', Person.NameLength), new BirthDate(1980, 2, 1), "Assen");
        await phone.GoToAsync(await phone.Portal.InviteAsync(Seed.Administrator(person, organisation: new string('W', 100), ura: "07654321")));
        await phone.Screen.ChoosePinAsync();
        await phone.Screen.Heading("Sessie openen").WaitForAsync();

        Assert.Empty(await phone.Page.EvaluateAsync<string[]>(Misplaced));
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("U bent geregistreerd").WaitForAsync();
        Assert.True(await phone.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
    }

    [Fact]
    public async Task Accept_TapsThatBeganOnTheScreenBefore_DoNothing()
    {
        await using var phone = await PocketPhone.StartAsync(browser);
        await phone.Page.Clock.InstallAsync(new() { TimeDate = TestPortal.Start.UtcDateTime });
        await phone.GoToAsync(await phone.InviteAsync());
        await phone.Screen.ChoosePinAsync(beforeLastDigit: () => phone.Page.Clock.PauseAtAsync(TestPortal.Start.UtcDateTime.AddHours(1)));
        await phone.Screen.Heading("Sessie openen").WaitForAsync();
        var accept = phone.Screen.Button("Accepteren");
        await Assertions.Expect(accept).ToBeDisabledAsync();
        var box = (await accept.BoundingBoxAsync())!;
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));

        await phone.Page.Touchscreen.TapAsync(x, y);
        // A press that lasts until the button works.
        await phone.Page.Mouse.MoveAsync(x, y);
        await phone.Page.Mouse.DownAsync();
        await phone.Page.Clock.RunForAsync(600);
        await Assertions.Expect(accept).ToBeEnabledAsync();
        await phone.Page.Mouse.UpAsync();
        await Assertions.Expect(phone.Screen.Heading("Sessie openen")).ToBeVisibleAsync();
        Assert.Empty(phone.Sent("/decision"));

        await phone.Page.Touchscreen.TapAsync(x, y);
        await phone.Screen.Heading("U bent geregistreerd").WaitForAsync();
        Assert.Single(phone.Sent("/decision"));
    }

    [Fact]
    public async Task Accept_WhateverTimeTheBrowserGivesItsEvents_Works()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        // As reported of browsers: no time, a clock that began later, one that stood still for a minute, and one that is ahead.
        foreach (var time in (string[])["0", "-5", "performance.now() - 60_000", "performance.now() + 60_000"])
        {
            await phone.Page.EvaluateAsync($"() => Object.defineProperty(Event.prototype, 'timeStamp', {{ configurable: true, get: () => {time} }})");
            await phone.ScanLoginAsync();
            await phone.Screen.AcceptAsync();
            await phone.Screen.Heading("Geaccepteerd").WaitForAsync();
            await phone.Screen.Button("Klaar").ClickAsync();
        }
    }

    [Fact]
    public async Task Consent_InAnotherLanguage_NamesTheBrowserInIt()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.ScanLoginAsync();
        await phone.Screen.Button("English").ClickAsync();

        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("Firefox on Windows");
    }
}
