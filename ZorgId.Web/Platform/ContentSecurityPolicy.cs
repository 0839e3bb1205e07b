using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Platform;

/// <summary>What a page may load and run (CSP 3). Scripts come from here, as files; nothing comes from anywhere else.</summary>
public sealed class ContentSecurityPolicy(PortalSettings settings, PortalOrigins origins)
{
    /// <summary>For what is no page, and would do nothing if it were shown as one.</summary>
    public const string NoPage = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>For the phone app, which talks to every configured portal and to nothing else.</summary>
    public string PhoneApp() =>
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob:; "
        + $"worker-src 'self'; manifest-src 'self'; connect-src 'self' {string.Join(' ', origins.All.Values)}; base-uri 'none'; "
        + $"form-action 'none'; {FrameAncestors(settings)}";

    /// <summary>Who may show a page in a frame: the demo shows portal and phones in frames of its own page.</summary>
    internal static string FrameAncestors(PortalSettings settings) => $"frame-ancestors {(settings.IsDemo ? "'self'" : "'none'")}";
}
