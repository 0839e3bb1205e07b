namespace ZorgId.Core.PortalSessions;

/// <summary>
/// Somebody asks for something in the portal: by which portal session, and from where. It proves nothing by itself. A use case finds
/// in its own transaction who that is now (<see cref="CurrentActor"/>).
/// </summary>
/// <param name="Client">The browser and its address now; null for that of the login. They differ where a cookie was copied.</param>
public sealed record PortalCall(PortalSessionKey Key, PortalEnvironment Environment, string? Client);
