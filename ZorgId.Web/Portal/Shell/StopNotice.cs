using Microsoft.AspNetCore.Components;
using ZorgId.Web.Platform.Circuits;

namespace ZorgId.Web.Portal.Shell;

/// <summary>Lets the page say that its server stops, before its circuit is lost.</summary>
public sealed class StopNotice(ServerStop stop, DisconnectScript script) : ComponentBase, IDisposable
{
    private IDisposable? _subscription;

    public void Dispose() => _subscription?.Dispose();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _subscription = stop.Subscribe(() => InvokeAsync(script.TellStoppingAsync));
        await script.LoadAsync();
    }
}
