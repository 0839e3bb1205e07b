using Microsoft.AspNetCore.Components;
using ZorgId.Web.Portal.Away;

namespace ZorgId.Web.Portal.Overview;

/// <summary>Tells once that the registration form was open when the page before this one went, in this tab.</summary>
public sealed partial class LostForm(AwayScript script) : ComponentBase
{
    private bool _isGone;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || await script.FindLeftAsync(AwayScript.Registration) is null)
            return;
        await script.ForgetLeftAsync(AwayScript.Registration);
        _isGone = true;
        StateHasChanged();
    }
}
