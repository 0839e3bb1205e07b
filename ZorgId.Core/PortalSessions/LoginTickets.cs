using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ZorgId.Core.PortalSessions;

/// <summary>
/// What a dialog gets when its login was accepted, and its page posts. It names the session, and works only
/// in the browser that it was made for. The session's row ensures that it works once, and not for long.
/// </summary>
public sealed class LoginTickets(IDataProtectionProvider provider)
{
    private readonly IDataProtectionProvider _provider = provider.CreateProtector("ZorgId.PortalSessions.LoginTicket.v1");

    /// <param name="browserKey">A secret of the browser: the value of a cookie that only the server can read.</param>
    /// <param name="loggedIn">Who was logged in at the page that the ticket is for; null for nobody.</param>
    public string Create(SessionId sid, string browserKey, PortalSessionKey? loggedIn = null) =>
        For(browserKey, loggedIn).Protect(sid.Value);

    /// <returns>False where the ticket is not one of ours, is another browser's, or was made before someone else logged in there.</returns>
    public bool TryRead(string? ticket, string? browserKey, out SessionId sid, PortalSessionKey? loggedIn = null)
    {
        sid = default;
        if (string.IsNullOrEmpty(ticket) || string.IsNullOrEmpty(browserKey))
            return false;
        try
        {
            return SessionId.TryParse(For(browserKey, loggedIn).Unprotect(ticket), out sid);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    // Data Protection can be told to log its purposes, so the secret of the browser is hashed.
    private IDataProtector For(string browserKey, PortalSessionKey? loggedIn) =>
        _provider.CreateProtector(Base64UrlText.Sha256(loggedIn is { } key ? $"{browserKey} {key.Value}" : browserKey));
}
