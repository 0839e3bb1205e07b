using System.Security.Claims;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Web.Platform.Circuits;

/// <summary>
/// What a circuit knows of its connection. It has no request to ask later, so what its connection brings becomes part of
/// its user; a browser that comes back brings it anew. What was true of the page's own request may be so no more: a page can
/// be loaded in one place and its circuit be run from another.
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

    /// <summary>Whether the connection of this user's circuit brought this key, as it does unless something keeps cookies back.</summary>
    public static bool HasBrowserKey(this ClaimsPrincipal user, string key) => user.HasClaim(BrowserKeyClaim, key);

    /// <summary>Who works by the connection of this user's circuit, for the log; null outside of a circuit.</summary>
    public static string? CircuitClient(this ClaimsPrincipal user) => user.FindFirst(ClientClaim)?.Value;

    /// <summary>From where it comes: empty where that is not known, null outside of a circuit.</summary>
    public static string? CircuitAddress(this ClaimsPrincipal user) => user.FindFirst(AddressClaim)?.Value;
}
