using MudBlazor;

namespace ZorgId.Web.Portal.Shell;

/// <summary>The design tokens of wwwroot/tokens.css in MudBlazor's form. A test checks that the two are equal.</summary>
public static class PortalTheme
{
    private static readonly string[] Font = ["Inter", "system-ui", "-apple-system", "Segoe UI", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0a5f73",
            PrimaryContrastText = "#ffffff",
            Secondary = "#4b5f66",
            Background = "#f3f6f7",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#14262b",
            TextPrimary = "#14262b",
            TextSecondary = "#4b5f66",
            TextDisabled = "#4b5f66",
            ActionDefault = "#4b5f66",
            LinesDefault = "#d3dde0",
            LinesInputs = "#4b5f66",
            TableLines = "#d3dde0",
            Divider = "#d3dde0",
            Success = "#1b7340",
            Warning = "#8a5000",
            Error = "#b3261e",
            Info = "#0a5f73",
            OverlayDark = "rgba(9,25,30,0.55)",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#62c6da",
            PrimaryContrastText = "#06222a",
            Secondary = "#a5b8be",
            Background = "#0e191d",
            Surface = "#17262b",
            AppbarBackground = "#17262b",
            AppbarText = "#e5eef0",
            TextPrimary = "#e5eef0",
            TextSecondary = "#a5b8be",
            TextDisabled = "#a5b8be",
            ActionDefault = "#a5b8be",
            LinesDefault = "#2e434a",
            LinesInputs = "#a5b8be",
            TableLines = "#2e434a",
            Divider = "#2e434a",
            Success = "#63cf9a",
            SuccessContrastText = "#06222a",
            Warning = "#e8b45a",
            WarningContrastText = "#06222a",
            Error = "#ff9d93",
            ErrorContrastText = "#06222a",
            Info = "#62c6da",
            InfoContrastText = "#06222a",
            OverlayDark = "rgba(0,0,0,0.6)",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px", AppbarHeight = "64px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Font, FontSize = "1rem" },
            H1 = new H1Typography
            {
                FontFamily = Font,
                FontSize = "1.75rem",
                FontWeight = "650",
                LineHeight = "1.25",
                LetterSpacing = "-0.01em",
            },
            H6 = new H6Typography { FontFamily = Font, FontSize = "1.2rem", FontWeight = "650", LetterSpacing = "-0.005em" },
            Body1 = new Body1Typography { FontFamily = Font, FontSize = "1rem", LineHeight = "1.5", LetterSpacing = "0" },
            Body2 = new Body2Typography { FontFamily = Font, FontSize = "0.9rem", LineHeight = "1.45", LetterSpacing = "0" },
            Button = new ButtonTypography
            {
                FontFamily = Font,
                FontSize = "0.95rem",
                FontWeight = "600",
                TextTransform = "none",
                LetterSpacing = "0",
            },
        },
    };
}
