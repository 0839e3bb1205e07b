using System.Security.Claims;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Web.Platform.Circuits;

/// <summary>
/// What a circuit knows of its connection. A circuit has no request that it could ask later, so what is needed of the connection
/// becomes claims of its user, and is set again when the browser reconnects. The page's own request cannot be used instead: a page
/// can be loaded at one place, and its circuit connect from another.
/// </summary>
public static class CircuitConnection
{
    internal const string BrowserKeyClaim = "zorgid:browser-key";
    private const string ClientClaim = "zorgid:client";
    internal const string AddressClaim = "zorgid:address";

    public static void UseConnectionInCircuits(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.IsCircuit())
        {
            var requester = context.Requester();
            context.User.AddIdentity(new ClaimsIdentity(
            [
                .. BrowserKey.FindAll(context).Select(key => new Claim(BrowserKeyClaim, key)),
                new Claim(ClientClaim, requester.Client), new Claim(AddressClaim, requester.Address ?? ""),
            ]));
        }

        return next(context);
    });

    /// <summary>Whether the connection of this user's circuit sent this key. It did, unless the browser does not send cookies.</summary>
    public static bool HasBrowserKey(this ClaimsPrincipal user, string key) => user.HasClaim(BrowserKeyClaim, key);

    /// <summary>The client at the other end of this user's circuit, for the log; null outside of a circuit.</summary>
    public static string? CircuitClient(this ClaimsPrincipal user) => user.FindFirst(ClientClaim)?.Value;

    /// <summary>The address that the circuit's connection comes from; empty where it is not known, null outside of a circuit.</summary>
    public static string? CircuitAddress(this ClaimsPrincipal user) => user.FindFirst(AddressClaim)?.Value;
}
