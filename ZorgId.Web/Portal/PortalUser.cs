using Microsoft.AspNetCore.Components.Authorization;
using ZorgId.Core;
using ZorgId.Core.Accounts;
using ZorgId.Core.PortalSessions;
using ZorgId.Web.Hosting;

namespace ZorgId.Web.Portal;

/// <summary>Who sits behind this circuit, looked up anew at every action.</summary>
public sealed class PortalUser(AuthenticationStateProvider authentication, CurrentActor actors, ViewPortalSession viewSession)
{
    /// <param name="byPerson">The person did something just now; false for what the page does by itself.</param>
    /// <returns>Null where nobody is logged in, or no longer.</returns>
    public async Task<Actor?> FindAsync(PortalEnvironment environment, bool byPerson, CancellationToken cancellation) =>
        await FindSessionAsync() is { } key ? await actors.FindAsync(key, environment, byPerson, cancellation) : null;

    /// <summary>When their login ends, or why it has. Looking keeps nobody logged in.</summary>
    /// <returns>Null where nobody was logged in when the page was loaded.</returns>
    public async Task<PortalSessionView?> ViewSessionAsync(PortalEnvironment environment, CancellationToken cancellation) =>
        await FindSessionAsync() is { } key ? await viewSession.ExecuteAsync(key, environment, cancellation) : null;

    private async Task<PortalSessionKey?> FindSessionAsync() => (await authentication.GetAuthenticationStateAsync()).User.PortalSession();
}
