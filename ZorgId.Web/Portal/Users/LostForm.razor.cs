using Microsoft.AspNetCore.Components;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.Users;

/// <summary>Says once that the registration form was open when the previous page in this tab lost its circuit.</summary>
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
