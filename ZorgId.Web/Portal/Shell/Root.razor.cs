using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using ZorgId.Web.Platform.Circuits;
using ZorgId.Web.Platform.Requests;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Portal.Shell;

public sealed partial class Root(PortalOrigins origins, PortalSettings settings, AnonymousCircuits circuits)
{
    // Pages are not prerendered, because what is typed before the circuit attaches would be lost.
    private static readonly InteractiveServerRenderMode Interactive = new(prerender: false);

    private bool _isCrowded;

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    /// <summary>Null for plain pages, which need no circuit, and where there is no room for a circuit.</summary>
    private InteractiveServerRenderMode? Mode => _isCrowded || !Http.AcceptsInteractiveRouting() ? null : Interactive;

    private PageContext PageContext { get; set; } = null!;

    /// <summary>The only origin for which circuits are opened; null in a demo, where any is allowed.</summary>
    private string? PageOrigin => settings.IsDemo ? null : origins[PageContext.Environment];

    protected override void OnInitialized()
    {
        // The cookie is set only on the page that needs it, and not for people who only look at other pages.
        var isLogin = Http.Request.Path.StartsWithSegments(PagePaths.Login, StringComparison.OrdinalIgnoreCase);
        PageContext = new(Http.Environment(), Http.Requester(), isLogin ? BrowserKey.GetOrCreate(Http) : null);
        _isCrowded = Http.AcceptsInteractiveRouting() && Http.User.Identity?.IsAuthenticated != true && !circuits.HasRoom(Http.Network());
        if (_isCrowded)
            AnonymousCircuitLimit.Refuse(Http);
    }
}
