using QRCoder;

namespace ZorgId.Web.CommandLine;

/// <summary>Draws a QR with characters: small, with block characters, or in ASCII where a terminal does not show those.</summary>
internal static class TerminalQr
{
    /// <summary>Most terminals are dark, so the light modules of the QR are written, and the dark ones left blank.</summary>
    private const string Light = "##";
    private const string Dark = "  ";

    public static string Draw(string text, bool hasBlocks)
    {
        using var qr = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.L);
        using var drawing = new AsciiQRCode(qr);
        return hasBlocks ? drawing.GetGraphicSmall() : drawing.GetGraphic(1, darkColorString: Dark, whiteSpaceString: Light);
    }

    /// <summary>The width in columns.</summary>
    public static int WidthOf(string drawing) =>
        drawing.IndexOf('\n', StringComparison.Ordinal) is > 0 and var width ? width : drawing.Length;
}
