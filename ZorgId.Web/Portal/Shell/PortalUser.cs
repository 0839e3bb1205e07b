using Microsoft.AspNetCore.Components.Authorization;
using ZorgId.Core.Accounts;
using ZorgId.Core.PortalSessions;
using ZorgId.Web.Platform.Circuits;

namespace ZorgId.Web.Portal.Shell;

/// <summary>Who sits behind this circuit, looked up anew at every action.</summary>
public sealed class PortalUser(AuthenticationStateProvider authentication, CurrentActor actors, ViewPortalSession viewSession)
{
    /// <param name="byPerson">The person did something just now; false for what the page does by itself.</param>
    /// <returns>Null where nobody is logged in, or no longer.</returns>
    public async Task<Actor?> FindAsync(PortalEnvironment environment, bool byPerson, CancellationToken cancellation)
    {
        var circuit = (await authentication.GetAuthenticationStateAsync()).User;
        if (circuit.PortalSession() is not { } key || await actors.FindAsync(key, environment, byPerson, cancellation) is not { } actor)
            return null;
        // Where the act comes from, and not where the login came from: with a copied cookie they differ.
        return circuit.CircuitClient() is { } client ? actor with { Client = client } : actor;
    }

    /// <summary>When their login ends, or why it has. Looking keeps nobody logged in.</summary>
    /// <returns>Null where nobody was logged in when the page was loaded.</returns>
    public async Task<PortalSessionView?> ViewSessionAsync(PortalEnvironment environment, CancellationToken cancellation) =>
        await FindSessionAsync() is { } key ? await viewSession.ExecuteAsync(key, environment, cancellation) : null;

    /// <summary>The portal session that the page's connection came with, whether it lasts or not.</summary>
    public async Task<PortalSessionKey?> FindSessionAsync() => (await authentication.GetAuthenticationStateAsync()).User.PortalSession();

    /// <summary>Who sits there now: the browser that loaded the page, where its connection comes from.</summary>
    /// <param name="page">As the page's own request was.</param>
    public async Task<Requester> FindRequesterAsync(Requester page) =>
        (await authentication.GetAuthenticationStateAsync()).User.CircuitAddress() is { } address
            ? page with { Address = address.Length > 0 ? address : null }
            : page;

    /// <summary>Whether the browser brought back the cookie with this key.</summary>
    public async Task<bool> HasBrowserKeyAsync(string key) => (await authentication.GetAuthenticationStateAsync()).User.HasBrowserKey(key);
}
