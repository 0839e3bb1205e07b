using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using ZorgId.Web.Hosting;

namespace ZorgId.Web.Portal;

public sealed partial class Root
{
    // Not prerendered: what is typed before the circuit attaches would be lost.
    private static readonly InteractiveServerRenderMode Interactive = new(prerender: false);

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    /// <summary>Null for the plain pages, which need no circuit.</summary>
    private InteractiveServerRenderMode? Mode => Http.AcceptsInteractiveRouting() ? Interactive : null;

    private PageContext PageContext { get; set; } = null!;

    protected override void OnInitialized() => PageContext = new(
        Http.Environment(), Http.Requester(), BrowserKey.GetOrCreate(Http));
}
