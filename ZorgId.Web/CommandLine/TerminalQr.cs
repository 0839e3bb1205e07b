using QRCoder;

namespace ZorgId.Web.CommandLine;

/// <summary>A QR in characters: small by block characters, or in ASCII where those would not arrive.</summary>
internal static class TerminalQr
{
    /// <summary>A terminal is dark, so that light modules are what is written.</summary>
    private const string Light = "##";
    private const string Dark = "  ";

    public static string Draw(string text, bool hasBlocks)
    {
        using var qr = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.L);
        using var drawing = new AsciiQRCode(qr);
        return hasBlocks ? drawing.GetGraphicSmall() : drawing.GetGraphic(1, darkColorString: Dark, whiteSpaceString: Light);
    }

    /// <summary>In columns.</summary>
    public static int WidthOf(string drawing) =>
        drawing.IndexOf('\n', StringComparison.Ordinal) is > 0 and var width ? width : drawing.Length;
}
