namespace ZorgId.Web.Portal.Shell;

/// <summary>
/// What was true of the request that loaded the page. A circuit cannot ask again: it has no request of its own. It goes
/// along in the page's encrypted component parameters.
/// </summary>
/// <param name="BrowserKey">The secret of this browser that a login ticket is bound to; on the login page only.</param>
public sealed record PageContext(PortalEnvironment Environment, Requester Requester, string? BrowserKey);
