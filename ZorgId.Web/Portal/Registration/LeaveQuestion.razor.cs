using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ZorgId.Web.Portal.Registration;

/// <summary>Whether what was typed may go; the harmless answer has the focus.</summary>
public sealed partial class LeaveQuestion : ComponentBase
{
    private MudButton _keepTyping = null!;

    [Parameter, EditorRequired]
    public EventCallback OnDiscard { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnKeepTyping { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await _keepTyping.FocusAsync();
    }
}
