using Microsoft.AspNetCore.Components.Server.Circuits;

namespace ZorgId.Web.Platform.Circuits;

/// <summary>
/// Whether the circuit that has this object is connected. A circuit whose browser is gone is kept for minutes, in case it comes back.
/// </summary>
public sealed class CircuitLink : CircuitHandler
{
    /// <summary>False until a connection was lost, and again once the browser came back.</summary>
    public bool IsDown { get; private set; }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsDown = false;
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsDown = true;
        return Task.CompletedTask;
    }
}
