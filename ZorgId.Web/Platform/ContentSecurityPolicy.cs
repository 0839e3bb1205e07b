using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Platform;

/// <summary>What a page may load and run (CSP 3). Scripts are files of this server, and nothing comes from another server.</summary>
public sealed class ContentSecurityPolicy(PortalSettings settings, PortalOrigins origins)
{
    /// <summary>The policy of answers that are no pages, so that a browser that shows one as a page runs nothing.</summary>
    public const string NoPage = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The policy of the phone app, which connects to every configured portal and to nothing else.</summary>
    public string PhoneApp() =>
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob:; "
        + $"worker-src 'self'; manifest-src 'self'; connect-src 'self' {string.Join(' ', origins.All.Values)}; base-uri 'none'; "
        + $"form-action 'none'; {FrameAncestors(settings)}";

    /// <summary>Who may show a page in a frame: the demo shows portal and phones in frames of its own page.</summary>
    internal static string FrameAncestors(PortalSettings settings) => $"frame-ancestors {(settings.IsDemo ? "'self'" : "'none'")}";
}
