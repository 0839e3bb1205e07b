using System.Runtime.CompilerServices;
using MudBlazor;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Tests.Web.Portal;

[Trait("Stores", "nothing")]
public sealed class ThemeTests
{
    [Fact]
    public void Theme_Palettes_AreTheTokens()
    {
        var parts = File.ReadAllText(Tokens()).Split("@media (prefers-color-scheme: dark)");

        MustMatch(parts[0], PortalTheme.Theme.PaletteLight);
        MustMatch(parts[1], PortalTheme.Theme.PaletteDark);
    }

    private static void MustMatch(string tokens, Palette palette)
    {
        foreach (var (name, colour) in new (string, MudBlazor.Utilities.MudColor)[]
        {
            ("primary", palette.Primary), ("on-primary", palette.PrimaryContrastText), ("background", palette.Background), ("surface", palette.Surface),
            ("text", palette.TextPrimary), ("muted", palette.TextSecondary), ("line", palette.LinesDefault), ("success", palette.Success),
            ("warning", palette.Warning), ("error", palette.Error),
        })
        {
            Assert.Contains($"--z-{name}: {colour.ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex)};", tokens, StringComparison.Ordinal);
        }
    }

    private static string Tokens([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../ZorgId.Web/wwwroot/tokens.css"));
}
