using Microsoft.Playwright;

namespace ZorgId.Tests.Browser;

/// <summary>A camera that must be asked for, is refused, is missing or is in use.</summary>
public sealed class CameraTests(Chromium chromium)
{
    private const string FakeCamera = "--use-fake-device-for-media-stream";

    // A camera that another program holds cannot be had in a test's browser: its answer is the browser's own.
    private const string InUse = "MediaDevices.prototype.getUserMedia = async () => { throw new DOMException('Could not start video source', 'NotReadableError'); };";

    // The lamp of a phone, which a test's camera lacks; what is asked of it is kept.
    private const string WithLamp = """
        window.lit = [];
        const { getCapabilities } = MediaStreamTrack.prototype;
        MediaStreamTrack.prototype.getCapabilities = function () { return { ...getCapabilities.call(this), torch: true }; };
        MediaStreamTrack.prototype.applyConstraints = async function ({ advanced }) { window.lit.push(advanced[0].torch); };
        """;

    private const string CameraInUse = "() => document.querySelector('video').srcObject.getVideoTracks()[0].getSettings().deviceId";

    [Fact]
    public async Task Camera_NotAskedForYet_IsExplainedBeforeTheBrowserAsks()
    {
        using var camera = new Camera();
        await using var browser = await chromium.LaunchWholeAsync(FakeCamera, $"--use-file-for-fake-video-capture={camera.File}");
        await using var portal = await LivePortal.StartAsync();
        await using var phone = await OpenAsync(browser, isAllowed: false);
        var screen = await StartAsync(phone, portal);

        await screen.ScanAsync();
        await screen.Heading("De app heeft uw camera nodig").WaitForAsync();
        Assert.Equal(0, await phone.Page.Locator("video").CountAsync());
        await phone.AssertAccessibleAsync();
        await screen.Button("Annuleren").ClickAsync();
        await screen.ScanAsync();
        // What its owner chooses in the browser's own question.
        await phone.Page.Context.GrantPermissionsAsync(["camera"]);
        await screen.Button("Verder").ClickAsync();
        await phone.Page.GetByText("Houd de camera voor de QR-code.").WaitForAsync();
        await phone.AssertAccessibleAsync();

        await screen.Button("Annuleren").ClickAsync();
        await screen.ScanAsync();
        await screen.Heading("Scan QR").WaitForAsync();
    }

    [Fact]
    public async Task Camera_Refused_IsToldWithAWayOn()
    {
        await using var browser = await chromium.LaunchWholeAsync(FakeCamera);
        await using var phone = await OpenAsync(browser, isAllowed: false);
        await AssertToldAsync(
            phone, explained: true, "Geen toegang tot de camera", "tik op het teken naast het adres van deze pagina", "tap the sign beside the address of this page");
    }

    [Fact]
    public async Task Camera_Missing_IsToldWithAWayOn()
    {
        await using var browser = await chromium.LaunchWholeAsync();
        await using var phone = await OpenAsync(browser, isAllowed: true);
        await AssertToldAsync(phone, explained: false, "Geen camera gevonden", "Sluit er een aan of gebruik uw telefoon.", "Connect one, or use your phone.");
    }

    [Fact]
    public async Task Camera_InUse_IsToldWithAWayOn()
    {
        await using var browser = await chromium.LaunchWholeAsync(FakeCamera);
        await using var phone = await OpenAsync(browser, isAllowed: true);
        await phone.Page.AddInitScriptAsync(InUse);
        await AssertToldAsync(phone, explained: false, "De camera is bezet", "Een andere app gebruikt de camera.", "Another app is using the camera.");
    }

    [Fact]
    public async Task Camera_OneOfTwoWithALamp_IsChosenAndLit()
    {
        await using var browser = await chromium.LaunchWholeAsync($"{FakeCamera}=device-count=2", "--use-fake-ui-for-media-stream");
        await using var portal = await LivePortal.StartAsync();
        await using var phone = await OpenAsync(browser, isAllowed: true);
        await phone.Page.AddInitScriptAsync(WithLamp);
        var screen = await StartAsync(phone, portal);
        await screen.ScanAsync();
        await screen.Button("Andere camera").WaitForAsync();
        await phone.AssertAccessibleAsync();
        var first = await phone.Page.EvaluateAsync<string>(CameraInUse);

        await screen.Button("Lamp").ClickAsync();
        await Assertions.Expect(screen.Button("Lamp")).ToHaveAttributeAsync("aria-pressed", "true");
        await screen.Button("Lamp").ClickAsync();
        await Assertions.Expect(screen.Button("Lamp")).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.Equal("[true,false]", await phone.Page.EvaluateAsync<string>("JSON.stringify(window.lit)"));

        await screen.Button("Andere camera").ClickAsync();
        await phone.Page.GetByText("Camera 2 van 2.").WaitForAsync();
        var second = await phone.Page.EvaluateAsync<string>(CameraInUse);
        Assert.NotEqual(first, second);
        // The choice stays.
        await screen.Button("Annuleren").ClickAsync();
        await screen.ScanAsync();
        await screen.Button("Andere camera").WaitForAsync();
        Assert.Equal(second, await phone.Page.EvaluateAsync<string>(CameraInUse));
    }

    [Fact]
    public async Task Camera_ChosenBefore_AndGoneSince_GivesWayToAnother()
    {
        await using var browser = await chromium.LaunchWholeAsync(FakeCamera, "--use-fake-ui-for-media-stream");
        await using var portal = await LivePortal.StartAsync();
        await using var phone = await OpenAsync(browser, isAllowed: true);
        await phone.Page.AddInitScriptAsync("localStorage.setItem('zorgid-camera', 'unplugged');");
        var screen = await StartAsync(phone, portal);
        await screen.ScanAsync();

        await phone.Page.GetByText("Houd de camera voor de QR-code.").WaitForAsync();
        Assert.Equal(0, await screen.Button("Andere camera").CountAsync());
        Assert.Equal(0, await screen.Button("Lamp").CountAsync());
    }

    private static Task<Window> OpenAsync(IBrowser browser, bool isAllowed)
    {
        var options = Chromium.Phone();
        options.Permissions = isAllowed ? ["camera"] : null;
        return Window.OpenAsync(browser, options);
    }

    private static async Task AssertToldAsync(Window phone, bool explained, string title, string dutch, string english)
    {
        await using var portal = await LivePortal.StartAsync();
        var screen = await StartAsync(phone, portal);
        await screen.ScanAsync();
        if (explained)
            await screen.Button("Verder").ClickAsync();

        await screen.Heading(title).WaitForAsync();
        await Assertions.Expect(screen.Content).ToContainTextAsync(dutch);
        await phone.AssertAccessibleAsync();
        await screen.Button("English").ClickAsync();
        await Assertions.Expect(screen.Content).ToContainTextAsync(english);
        await screen.Button("Nederlands").ClickAsync();
        await screen.Button("Opnieuw proberen").ClickAsync();
        await screen.Heading(title).WaitForAsync();
        await screen.Button("Code typen").ClickAsync();
        await screen.Heading("Code typen").WaitForAsync();
        await screen.Button("Annuleren").ClickAsync();
        await screen.Heading("Scan").WaitForAsync();
    }

    private static async Task<PhoneScreen> StartAsync(Window phone, LivePortal portal)
    {
        await phone.Page.GotoAsync($"{portal.Origin}/app");
        var screen = new PhoneScreen(phone.Page);
        await screen.ChoosePinAsync();
        return screen;
    }
}
