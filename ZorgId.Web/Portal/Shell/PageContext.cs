namespace ZorgId.Web.Portal.Shell;

/// <summary>
/// What a circuit needs to know of the request that loaded the page, because a circuit has no request of its own. The page carries it
/// in its encrypted component parameters.
/// </summary>
/// <param name="BrowserKey">The secret of this browser that a login ticket is bound to. Only the login page has it.</param>
public sealed record PageContext(PortalEnvironment Environment, Requester Requester, string? BrowserKey);
