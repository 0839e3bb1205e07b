using Microsoft.AspNetCore.Components;
using ZorgId.Core;
using ZorgId.Web.Mobile;

namespace ZorgId.Web.Portal.Live;

/// <summary>Where a phone gets the app: at the portal's own address.</summary>
public sealed partial class GetApp(PortalOrigins origins) : ComponentBase
{
    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    private string Address => $"{new Uri(origins[Page.Environment]).Authority}{PhoneApp.Path}";
}
