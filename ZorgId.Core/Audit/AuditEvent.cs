namespace ZorgId.Core.Audit;

/// <summary>NEN 7513's minimum for one event: what, where, when, who did it, to whom, for which organisation, from which client.</summary>
/// <param name="Actor">The account that acted; null for the system, the operator on the command line, or a phone without account.</param>
/// <param name="Subject">The account that it was done to.</param>
/// <param name="Client">The browser or phone, and its address, as far as known.</param>
/// <param name="SessionId">The QR session, if it was part of one.</param>
/// <param name="Detail">A reason code; no names and no secrets.</param>
public sealed record AuditEvent(
    AuditAction Action,
    PortalEnvironment Environment,
    DateTime At,
    AccountId? Actor = null,
    AccountId? Subject = null,
    OrganisationId? Organisation = null,
    string? Client = null,
    string? SessionId = null,
    string? Detail = null);
