namespace ZorgId.Tests.Browser;

/// <summary>What a person sees while they aim the camera, and what the camera reads.</summary>
public sealed class ScanScreenTests(SharedPhone shared) : IClassFixture<SharedPhone>
{
    // The share of dark and of white pixels in a picture, of a hundred.
    private const string Tones = """
        async png => {
            const bytes = Uint8Array.from(atob(png), c => c.charCodeAt(0));
            const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
            const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
            pen.drawImage(picture, 0, 0);
            const { data } = pen.getImageData(0, 0, picture.width, picture.height);
            let [dark, white] = [0, 0];
            for (let i = 0; i < data.length; i += 4) {
                if (Math.max(data[i], data[i + 1], data[i + 2]) < 100) dark++;
                if (Math.min(data[i], data[i + 1], data[i + 2]) > 250) white++;
            }
            return [dark, white].map(count => 100 * count / (data.length / 4));
        }
        """;

    private const string PictureGoesOn = "() => !document.querySelector('video').paused";

    // A system that has given the camera to another app: the picture stands, and does not go on when it is asked to.
    private const string TakeCamera = """
        () => {
            HTMLMediaElement.prototype.play = async () => {};
            document.querySelector('video').pause();
        }
        """;

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Code_MirroredOrInverted_IsRead(bool isMirrored, bool isInverted)
    {
        await using var turn = await shared.TakeAsync();
        var phone = turn.Phone;
        shared.Browser.Camera.PointAt(await phone.OpenLoginAsync(), isMirrored, isInverted);
        await phone.Screen.ScanAsync();

        await phone.Screen.Heading("Sessie openen").WaitForAsync();
    }

    [Fact]
    public async Task Guides_BeforeWhitePaper_AreSeen()
    {
        await using var turn = await shared.TakeAsync();
        var phone = turn.Phone;
        shared.Browser.Camera.PointAtPaper();
        await phone.Screen.ScanAsync();
        await phone.Page.GetByText("Houd de camera voor de QR-code.").WaitForAsync();
        await phone.Page.WaitForFunctionAsync("() => document.querySelector('video').videoWidth > 0");

        var png = Convert.ToBase64String(await phone.Page.Locator(".viewfinder .frame").ScreenshotAsync());
        var tones = await phone.Page.EvaluateAsync<double[]>(Tones, png);
        Assert.True(tones[0] > 0.5, $"Dark lines are {tones[0]} % of the frame.");
        Assert.True(tones[1] > 0.5, $"White lines are {tones[1]} % of the frame.");
    }

    [Theory]
    [InlineData(390, 844, 360, 440)]
    [InlineData(320, 568, 300, 240)]
    [InlineData(844, 390, 480, 300)]
    [InlineData(667, 375, 340, 290)]
    public async Task Viewfinder_OfAnyPhone_IsLargeAndWhole(int width, int height, int atLeastWide, int atLeastHigh)
    {
        await using var turn = await shared.TakeAsync();
        var phone = turn.Phone;
        await phone.Window.ResizeAsync(width, height);
        await phone.Screen.ScanAsync();
        await phone.Page.GetByText("Houd de camera voor de QR-code.").WaitForAsync();

        await phone.AssertNothingIsOutOfSightAsync(".viewfinder", ".actions");
        var view = (await phone.Page.Locator(".viewfinder").BoundingBoxAsync())!;
        Assert.True(view.Width >= atLeastWide && view.Height >= atLeastHigh, $"{view.Width} by {view.Height}");
        var frame = (await phone.Page.Locator(".viewfinder .frame").BoundingBoxAsync())!;
        Assert.Equal(frame.Width, frame.Height, 1f);
        await phone.Window.ResizeAsync(390, 844);
    }

    [Fact]
    public async Task Picture_ThatStandsStill_IsStartedAgain_AndToldWhereThatDoesNotHelp()
    {
        await using var phone = await PocketPhone.StartAsync(shared.Browser);
        await phone.Page.Clock.InstallAsync();
        await phone.GoToAsync($"{phone.Portal.Origin}/app");
        await phone.Screen.ChoosePinAsync();
        await phone.Screen.ScanAsync();
        await phone.Page.GetByText("Houd de camera voor de QR-code.").WaitForAsync();

        await phone.Page.EvaluateAsync("() => document.querySelector('video').pause()");
        await phone.Page.Clock.FastForwardAsync(5000);
        await phone.Page.WaitForFunctionAsync(PictureGoesOn);

        await phone.Page.EvaluateAsync(TakeCamera);
        await phone.Page.Clock.FastForwardAsync(5000);
        await phone.Screen.Heading("Het beeld staat stil").WaitForAsync();
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.Button("Code typen").WaitForAsync();
        Assert.Equal(0, await phone.Page.Locator("video").CountAsync());
    }
}
