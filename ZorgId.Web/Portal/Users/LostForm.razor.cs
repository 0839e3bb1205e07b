using Microsoft.AspNetCore.Components;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.Users;

/// <summary>Tells once that the registration form was open when the page before this one went, in this tab.</summary>
public sealed partial class LostForm(DisconnectScript script) : ComponentBase
{
    private bool _isGone;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || await script.FindLeftAsync(DisconnectScript.Registration) is null)
            return;
        await script.ForgetLeftAsync(DisconnectScript.Registration);
        _isGone = true;
        StateHasChanged();
    }
}
