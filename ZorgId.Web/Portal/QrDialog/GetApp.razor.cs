using Microsoft.AspNetCore.Components;
using ZorgId.Web.Platform.Requests;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.QrDialog;

/// <summary>Shows where a phone gets the app, which is at the portal's own address.</summary>
public sealed partial class GetApp(PortalOrigins origins) : ComponentBase
{
    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    private string Address => $"{new Uri(origins[Page.Environment]).Authority}{PagePaths.PhoneApp}";
}
