namespace ZorgId.Core.Audit;

/// <summary>
/// NEN 7513's minimum for one event: what, where, when, who did it, on whose behalf, to whom, for which organisation, from
/// which client.
/// </summary>
/// <param name="Environment">Null for what concerns the whole installation: its log, its keys, its database.</param>
/// <param name="Actor">The account that acted; null where it was another sort of party.</param>
/// <param name="Subject">The account that it was done to.</param>
/// <param name="Organisation">The organisation for which it was done; null for what concerns none, such as the log itself.</param>
/// <param name="Client">The browser or phone, and its address, as far as known.</param>
/// <param name="SessionId">The QR session, if it was part of one.</param>
/// <param name="Detail">A reason code; it holds no names and no secrets.</param>
/// <param name="By">What sort of party acted. By default it is the actor's account, or the portal itself where there is no actor.</param>
/// <param name="OnBehalfOf">The account that is answerable for it. By default it is the subject, where no account acted.</param>
public sealed record AuditEvent(
    AuditAction Action,
    PortalEnvironment? Environment,
    DateTime At,
    AccountId? Actor = null,
    AccountId? Subject = null,
    OrganisationId? Organisation = null,
    string? Client = null,
    string? SessionId = null,
    string? Detail = null,
    AuditParty? By = null,
    AccountId? OnBehalfOf = null);
