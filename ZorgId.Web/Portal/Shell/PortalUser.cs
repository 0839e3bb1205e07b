using Microsoft.AspNetCore.Components.Authorization;
using ZorgId.Core.Accounts;
using ZorgId.Core.PortalSessions;
using ZorgId.Web.Platform.Circuits;

namespace ZorgId.Web.Portal.Shell;

/// <summary>The user of this circuit, who is looked up again at every action.</summary>
public sealed class PortalUser(AuthenticationStateProvider authentication, CurrentActor actors, ViewPortalSession viewSession)
{
    /// <param name="byPerson">Whether the person did something just now; false for what the page does by itself.</param>
    /// <returns>Null where nobody is logged in, or not any more.</returns>
    public async Task<PortalActor?> FindAsync(PortalEnvironment environment, bool byPerson, CancellationToken cancellation) =>
        await FindCallAsync(environment) is { } call ? await actors.FindAsync(call, byPerson, cancellation) : null;

    /// <summary>The call with which the page asks a use case for something. The use case finds out whether the login still holds.</summary>
    /// <returns>Null where nobody was logged in when the page was loaded.</returns>
    public async Task<PortalCall?> FindCallAsync(PortalEnvironment environment)
    {
        var circuit = (await authentication.GetAuthenticationStateAsync()).User;
        return circuit.PortalSession() is { } key ? new(key, environment, circuit.CircuitClient()) : null;
    }

    /// <summary>The same where the person did something just now, which keeps them logged in.</summary>
    /// <returns>Null where the login is over.</returns>
    public async Task<PortalCall?> ActAsync(PortalEnvironment environment, CancellationToken cancellation) =>
        await FindCallAsync(environment) is { } call && await actors.FindAsync(call, byPerson: true, cancellation) is not null
            ? call
            : null;

    /// <summary>Finds when the login ends, or why it has ended. This does not keep anybody logged in.</summary>
    /// <returns>Null where nobody was logged in when the page was loaded.</returns>
    public async Task<PortalSessionView?> ViewSessionAsync(PortalEnvironment environment, CancellationToken cancellation) =>
        await FindSessionAsync() is { } key ? await viewSession.ExecuteAsync(key, environment, cancellation) : null;

    /// <summary>The portal session of the page's connection, even if it has ended.</summary>
    public async Task<PortalSessionKey?> FindSessionAsync() => (await authentication.GetAuthenticationStateAsync()).User.PortalSession();

    /// <summary>The browser that loaded the page, with the address from which its circuit is connected now.</summary>
    /// <param name="page">The browser as the page's own request described it.</param>
    public async Task<Requester> FindRequesterAsync(Requester page) =>
        (await authentication.GetAuthenticationStateAsync()).User.CircuitAddress() is { } address
            ? page with { Address = address.Length > 0 ? address : null }
            : page;

    /// <summary>Whether the browser sent back the cookie with this key.</summary>
    public async Task<bool> HasBrowserKeyAsync(string key) => (await authentication.GetAuthenticationStateAsync()).User.HasBrowserKey(key);
}
