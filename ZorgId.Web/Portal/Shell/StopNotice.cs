using Microsoft.AspNetCore.Components;
using ZorgId.Web.Platform.Circuits;

namespace ZorgId.Web.Portal.Shell;

/// <summary>Lets the page say that its server stops, before its circuit is lost.</summary>
public sealed class StopNotice(ServerStop stop, CircuitLink link, DisconnectScript script) : ComponentBase, IDisposable
{
    private IDisposable? _subscription;

    public void Dispose() => _subscription?.Dispose();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        // A browser that is gone would be waited for in vain, and the stop with it.
        _subscription = stop.Subscribe(() => link.IsDown ? Task.CompletedTask : InvokeAsync(script.TellStoppingAsync));
        await script.LoadAsync();
    }
}
