namespace ZorgId.Core.Accounts;

/// <summary>
/// Who acts in the portal, as the database had it at the start of this action: an account that may open the portal, and
/// the organisations it manages. Made only from a living portal session.
/// </summary>
public sealed record Actor(AccountId AccountId, PortalEnvironment Environment, string Name, string Client, IReadOnlyList<ManagedOrganisation> Organisations)
{
    public bool Manages(OrganisationId organisation) => Organisations.Any(o => o.Id == organisation);
}

/// <summary>An organisation in which the actor is Registrar or Administrator.</summary>
public sealed record ManagedOrganisation(OrganisationId Id, string Name, Role Role);
