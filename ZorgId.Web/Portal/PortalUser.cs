using Microsoft.AspNetCore.Components.Authorization;
using ZorgId.Core;
using ZorgId.Core.Accounts;
using ZorgId.Core.PortalSessions;
using ZorgId.Web.Hosting;

namespace ZorgId.Web.Portal;

/// <summary>Who sits behind this circuit, looked up anew at every action.</summary>
public sealed class PortalUser(AuthenticationStateProvider authentication, CurrentActor actors)
{
    /// <param name="byPerson">The person did something just now; false for what the page does by itself.</param>
    /// <returns>Null where nobody is logged in, or no longer.</returns>
    public async Task<Actor?> FindAsync(PortalEnvironment environment, bool byPerson, CancellationToken cancellation) =>
        (await authentication.GetAuthenticationStateAsync()).User.PortalSession() is { } key
            ? await actors.FindAsync(key, environment, byPerson, cancellation)
            : null;
}
