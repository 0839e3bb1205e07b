using System.Text;
using Microsoft.Playwright;
using QRCoder;

namespace ZorgId.Tests.Browser;

/// <summary>
/// What a phone's camera sees: a film of grey frames in a file that Chromium plays as a camera. It is read anew each time
/// that the camera is opened, and at each turn of the film.
/// </summary>
public sealed class Camera : IDisposable
{
    private const int Width = 640;
    private const int Height = 480;
    private const int Frames = 2;

    // The picture in the middle of the frame, as light values from black to white.
    private const string ToLight = """
        async ([png, width, height]) => {
            const bytes = Uint8Array.from(atob(png), c => c.charCodeAt(0));
            const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
            const pen = new OffscreenCanvas(width, height).getContext('2d');
            pen.fillStyle = '#ddd';
            pen.fillRect(0, 0, width, height);
            const scale = Math.min(width / picture.width, height / picture.height) * 0.9;
            const [w, h] = [picture.width * scale, picture.height * scale];
            pen.drawImage(picture, (width - w) / 2, (height - h) / 2, w, h);
            const { data } = pen.getImageData(0, 0, width, height);
            let light = '';
            for (let i = 0; i < data.length; i += 4)
                light += String.fromCharCode(16 + (0.257 * data[i] + 0.504 * data[i + 1] + 0.098 * data[i + 2]));
            return btoa(light);
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("zorgid-camera-").FullName;

    public Camera() => PointAway();

    public string File => Path.Combine(_folder, "camera.y4m");

    /// <summary>Points the camera at this part of another screen, as it stands there now.</summary>
    public async Task PointAtAsync(ILocator part)
    {
        var png = await part.ScreenshotAsync();
        Show(Convert.FromBase64String(await part.Page.EvaluateAsync<string>(ToLight, new object[] { Convert.ToBase64String(png), Width, Height })));
    }

    /// <summary>Points the camera at a QR with this text, drawn on paper.</summary>
    /// <param name="isMirrored">As a mirror shows it, or a webcam's driver.</param>
    /// <param name="isInverted">Light on dark.</param>
    public void PointAt(string text, bool isMirrored = false, bool isInverted = false)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix;
        var scale = Height / modules.Count;
        var light = new byte[Width * Height];
        for (var i = 0; i < light.Length; i++)
        {
            var (row, column) = ((i / Width) / scale, ((i % Width) - ((Width - Height) / 2)) / scale);
            if (isMirrored)
                column = modules.Count - 1 - column;
            var isDark = row < modules.Count && column >= 0 && column < modules.Count && modules[row][column];
            light[i] = (byte)(isDark != isInverted ? 30 : 220);
        }

        Show(light);
    }

    /// <summary>Points the camera at nothing.</summary>
    public void PointAway() => ShowPlain(128);

    /// <summary>Points the camera at white paper with nothing on it.</summary>
    public void PointAtPaper() => ShowPlain(235);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void ShowPlain(byte light) => Show(Enumerable.Repeat(light, Width * Height).ToArray());

    private void Show(byte[] light)
    {
        var film = new MemoryStream();
        film.Write(Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F10:1 Ip A1:1 C420jpeg\n"));
        var noColour = Enumerable.Repeat((byte)128, Width * Height / 2).ToArray();
        for (var frame = 0; frame < Frames; frame++)
        {
            film.Write("FRAME\n"u8);
            film.Write(light);
            film.Write(noColour);
        }

        // Replaced as a whole: a camera that is on must not see half a film.
        var draft = File + ".draft";
        System.IO.File.WriteAllBytes(draft, film.ToArray());
        System.IO.File.Move(draft, File, overwrite: true);
    }
}
