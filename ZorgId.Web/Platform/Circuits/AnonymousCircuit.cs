using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace ZorgId.Web.Platform.Circuits;

/// <summary>
/// Knows a circuit's user, and holds a place of the limit for the circuit where nobody is logged in. A circuit gets its user before
/// anything else. A <see cref="Microsoft.AspNetCore.Components.Server.Circuits.CircuitHandler"/> would be called too late: only when
/// the browser asks for a component, while a circuit that never does so takes memory too. The place is released when the circuit's
/// services are disposed of.
/// </summary>
internal sealed class AnonymousCircuit : ServerAuthenticationStateProvider, IDisposable
{
    private readonly AnonymousCircuits _circuits;
    private RateLimitLease? _place;

    public AnonymousCircuit(AnonymousCircuits circuits)
    {
        _circuits = circuits;
        AuthenticationStateChanged += TakePlace;
    }

    public void Dispose() => _place?.Dispose();

    // A browser that reconnects sets the user again, and has its place already. A page's own request has no circuit.
    private void TakePlace(Task<AuthenticationState> told)
    {
        // The task is completed when the user is set, so this does not block.
        var user = told.GetAwaiter().GetResult().User;
        if (_place is not null || user.Identity?.IsAuthenticated == true || user.CircuitAddress() is not { } address)
            return;
        _place = _circuits.OpenCircuit(ClientNetwork.Parse(address));
        if (!_place.IsAcquired)
            throw new InvalidOperationException("There is no room for another circuit without a login.");
    }
}
