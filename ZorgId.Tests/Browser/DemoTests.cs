using Microsoft.Playwright;
using ZorgId.Tests.Support;
using ZorgId.Web.Demo;

namespace ZorgId.Tests.Browser;

/// <summary>The demo: portal, phones and guide in one browser window; the job without a camera and without a keyboard.</summary>
public sealed class DemoTests(Chromium chromium)
{
    private const string FitsAcross = "() => document.documentElement.scrollWidth <= innerWidth";

    // Of a phone's frame with the page behind it, as WCAG has it.
    private const string FrameContrast = """
        () => {
            const pen = new OffscreenCanvas(1, 1).getContext('2d');
            const luminance = color => {
                pen.fillStyle = color;
                pen.fillRect(0, 0, 1, 1);
                const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
                return .2126 * r + .7152 * g + .0722 * b;
            };
            const frame = luminance(getComputedStyle(document.querySelector('.d-phone .d-glass')).borderTopColor);
            const desk = luminance(getComputedStyle(document.body).backgroundColor);
            return (Math.max(frame, desk) + .05) / (Math.min(frame, desk) + .05);
        }
        """;

    [Fact]
    public async Task Demo_FollowedStepByStep_TellsEachNextStepAndRegistersAUser()
    {
        await using var portal = await LivePortal.StartDemoAsync();
        // A small laptop: each step is seen whole, without scrolling.
        await using var window = await OpenAsync(portal, 1280, 640);
        var demo = new DemoScreen(window.Page);

        await demo.ExpectAsync(1, "Kies daarop een PIN", "Telefoon 1");
        await demo.Phone1.ChoosePinAsync();
        await demo.ExpectAsync(2, "In het echt krijgt een beheerder deze QR-code van de administrator", "Het portaal");
        await demo.Guide("Toon de QR-code van Anna").ClickAsync();
        await demo.ExpectAsync(2, "Telefoon 1: Scan QR", "Telefoon 1");
        await window.AssertAccessibleAsync();
        await demo.Phone1.ScanAsync();
        await demo.Phone1.AcceptAsync();

        await demo.ExpectAsync(3, "Inloggen → Log in met ZORG-ID Mobile App", "Het portaal");
        await demo.Portal.GetByText("De telefoon van Anna is geactiveerd").WaitForAsync();
        await demo.OpenLoginAsync();
        await demo.ExpectAsync(3, "Telefoon 1: Klaar → Scan QR", "Telefoon 1");
        await demo.Phone1.Button("Klaar").ClickAsync();
        await demo.Phone1.ScanAsync();
        await demo.Phone1.AcceptAsync();
        await demo.ExpectAsync(3, "Kies in het portaal Inloggen.", "Het portaal");
        await demo.EnterAsync();

        await demo.ExpectAsync(4, "Kies in het portaal + Registreren", "Het portaal");
        await demo.RegisterExampleAsync();
        await demo.ExpectAsync(5, "Kies daarop een PIN", "Telefoon 2");
        await demo.Phone2.ChoosePinAsync();
        await demo.ExpectAsync(5, "Telefoon 2: Scan QR", "Telefoon 2");
        await demo.Phone2.ScanAsync();
        await demo.Phone2.Heading("Sessie openen").WaitForAsync();
        await Assertions.Expect(demo.Portal.Locator(".z-qr")).ToHaveCountAsync(0);
        await demo.Phone2.AcceptAsync();

        await Assertions.Expect(window.Page.GetByText("De zorgmedewerker is geregistreerd.")).ToBeVisibleAsync();
        await Assertions.Expect(demo.Done).ToHaveCountAsync(5);
        var newcomer = DemoPeople.Newcomers[0].FullName;
        await demo.Portal.GetByText($"{newcomer} is nu geregistreerd met de rol Zorgmedewerker (Signer)").WaitForAsync();
        await window.AssertAccessibleAsync();

        // Begun anew, the portal and the phones have forgotten it all.
        await demo.ResetAsync();
        await demo.ExpectAsync(1, "Kies daarop een PIN", "Telefoon 1");
        await demo.Phone1.Heading("Kies een PIN").WaitForAsync();
        await demo.Phone2.Heading("Kies een PIN").WaitForAsync();
        await demo.Portal.GetByText("Inloggen", new() { Exact = true }).WaitForAsync();
    }

    [Fact]
    public async Task Guide_FollowsWhatReallyHappened_ForwardAndBack()
    {
        await using var portal = await LivePortal.StartDemoAsync();
        await using var window = await OpenAsync(portal);
        var demo = new DemoScreen(window.Page);
        await demo.ActivateAndLogInAsync();
        await demo.ExpectAsync(4, "Kies in het portaal + Registreren", "Het portaal");

        // Loaded again, the page knows how far its person was: nothing of it was kept in the page.
        await window.Page.ReloadAsync();
        await demo.ExpectAsync(4, "Kies in het portaal + Registreren", "Het portaal");
        await demo.Portal.GetByRole(AriaRole.Heading, new() { Name = "Overzicht" }).WaitForAsync();

        // A popup that was closed shows no QR any more. Its person is registered all the same, and needs another.
        await demo.RegisterExampleAsync();
        await demo.ExpectAsync(5, "Kies daarop een PIN", "Telefoon 2");
        await EnrollmentScreen.CloseUnscannedAsync(demo.Portal.GetByRole(AriaRole.Dialog));
        await demo.ExpectAsync(5, $"kies bij {DemoPeople.Newcomers[0].FullName} → Nieuwe QR-code", "Het portaal");

        await demo.Portal.GetByRole(AriaRole.Button, new() { Name = "Uitloggen" }).ClickAsync();
        await demo.ExpectAsync(3, "Inloggen → Log in met ZORG-ID Mobile App", "Het portaal");
    }

    [Fact]
    public async Task Phones_OfADemoThatIsGone_StartAsNew()
    {
        await using var portal = await LivePortal.StartDemoAsync();
        await using var window = await OpenAsync(portal);
        var demo = new DemoScreen(window.Page);
        await demo.ActivateAsync();
        await portal.Get<DemoData>().ResetAsync(TestPortal.PhoneClient, TestContext.Current.CancellationToken);

        await demo.ExpectAsync(2, "In het echt krijgt een beheerder deze QR-code van de administrator", "Het portaal");
        await window.Page.ReloadAsync();
        await demo.Phone1.Heading("Kies een PIN").WaitForAsync();
        await demo.ExpectAsync(1, "Kies daarop een PIN", "Telefoon 1");
        await demo.ActivateAsync();
    }

    [Fact]
    public async Task Reset_WithASecondTabOpen_BeginsAgainInBoth()
    {
        await using var portal = await LivePortal.StartDemoAsync();
        await using var window = await OpenAsync(portal);
        var second = await window.Page.Context.NewPageAsync();
        await second.GotoAsync($"{portal.Origin}/demo");
        var (demo, other) = (new DemoScreen(window.Page), new DemoScreen(second));
        await other.Phone1.Heading("Kies een PIN").WaitForAsync();

        await demo.ResetAsync();
        await demo.ActivateAsync();
        await second.ReloadAsync();
        await other.Phone1.Heading("Voer uw PIN in").WaitForAsync();
    }

    [Fact]
    public async Task Demo_OnAnyLargeScreen_ShowsAllThreeScreens()
    {
        await using var portal = await LivePortal.StartDemoAsync();
        await using var window = await OpenAsync(portal);
        var demo = new DemoScreen(window.Page);
        foreach (var (width, height) in ((int, int)[])[(1440, 900), (1280, 720), (1280, 640), (1024, 768), (820, 1180)])
        {
            await window.ResizeAsync(width, height);
            await demo.Phone1.Heading("Kies een PIN").WaitForAsync();
            await demo.Phone2.Heading("Kies een PIN").WaitForAsync();
            await demo.Portal.GetByText("Inloggen", new() { Exact = true }).WaitForAsync();

            Assert.True(await window.Page.EvaluateAsync<bool>(FitsAcross), $"{width} is too narrow.");
            Assert.True(await window.Page.EvaluateAsync<bool>(DemoScreen.FitsDown), $"{width}x{height} is too low.");
            // All of a phone is on its glass: its PIN pad to the last key, and its width.
            await Assertions.Expect(demo.Phone1.Button("0")).ToBeInViewportAsync(new() { Ratio = .99f });
            await window.AssertAccessibleAsync();
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Phones_InEachTheme_HaveAFrameThatStandsOut(ColorScheme theme)
    {
        await using var portal = await LivePortal.StartDemoAsync();
        await using var window = await OpenAsync(portal);
        await window.Page.EmulateMediaAsync(new() { ColorScheme = theme });

        Assert.InRange(await window.Page.EvaluateAsync<double>(FrameContrast), 3, 21);
    }

    [Theory]
    [InlineData(390, 844)]
    [InlineData(844, 390)]
    public async Task Demo_OnAPhone_TellsHowToOpenTheAppItself(int width, int height)
    {
        await using var portal = await LivePortal.StartDemoAsync();
        await using var window = await OpenAsync(portal, width, height);
        await Assertions.Expect(window.Page.GetByText($"{portal.Origin}/demo")).ToBeVisibleAsync();
        Assert.DoesNotContain(window.Page.Frames.Skip(1), frame => frame.Url.StartsWith(portal.Origin, StringComparison.Ordinal));
        Assert.True(await window.Page.EvaluateAsync<bool>(FitsAcross));
        await window.AssertAccessibleAsync();

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Open de app" }).ClickAsync();
        await new PhoneScreen(window.Page).Heading("Kies een PIN").WaitForAsync();
    }

    [Fact]
    public async Task Language_OfThePage_IsThatOfAllThreeScreens()
    {
        await using var portal = await LivePortal.StartDemoAsync();
        await using var window = await OpenAsync(portal);
        var demo = new DemoScreen(window.Page);
        await demo.Phone1.Heading("Kies een PIN").WaitForAsync();

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await demo.ExpectAsync(1, "Choose a PIN of five digits on it", "Phone 1");
        await demo.Phone1.Heading("Choose a PIN").WaitForAsync();
        await demo.Phone2.Heading("Choose a PIN").WaitForAsync();
        await demo.Portal.GetByText("Log in", new() { Exact = true }).WaitForAsync();
        await window.AssertAccessibleAsync();
    }

    private async Task<Window> OpenAsync(LivePortal portal, int width = 1440, int height = 900)
    {
        var options = Chromium.Desktop();
        options.ViewportSize = new() { Width = width, Height = height };
        var window = await chromium.OpenAsync(options);
        await window.Page.GotoAsync($"{portal.Origin}/");
        return window;
    }
}
