using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace ZorgId.Web.Platform.Circuits;

/// <summary>
/// Knows a circuit's user, and holds the circuit's place where that is nobody. A circuit is told its user before anything
/// else; a <see cref="Microsoft.AspNetCore.Components.Server.Circuits.CircuitHandler"/> hears of it only when its browser
/// asks for a component, and one that never does is kept in memory all the same. The place is given back with all that is
/// the circuit's own.
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

    // A browser that comes back brings its user anew, and has its place. A page's own request has no circuit.
    private void TakePlace(Task<AuthenticationState> told)
    {
        // It is known when it is told.
        var user = told.GetAwaiter().GetResult().User;
        if (_place is not null || user.Identity?.IsAuthenticated == true || user.CircuitAddress() is not { } address)
            return;
        _place = _circuits.OpenCircuit(ClientNetwork.Parse(address));
        if (!_place.IsAcquired)
            throw new InvalidOperationException("There is no room for another circuit without a login.");
    }
}
