namespace ZorgId.Core.Accounts;

/// <summary>
/// Who acts in the portal, as the database had it at the start of this action: an account that may open the portal, and
/// the organisations it manages. Made only from a living portal session.
/// </summary>
public sealed record Actor(
    AccountId AccountId, PortalEnvironment Environment, string Name, string Client, IReadOnlyList<ManagedOrganisation> Organisations)
{
    public bool Manages(OrganisationId organisation) => Organisations.Any(o => o.Id == organisation);

    /// <summary>
    /// Whether this account is one that the actor may give a new QR, or take the phone of. Whoever can issue a QR for an account can take
    /// it over: so all its roles are Signer, or the actor is Administrator wherever it has a higher one.
    /// </summary>
    /// <param name="account">With its memberships.</param>
    public bool MayChange(Account account) =>
        account.Environment == Environment
        && account.Memberships.Any(m => Manages(m.OrganisationId))
        && account.Memberships.All(m =>
            m.Role == Role.Signer || Organisations.Any(o => o.Id == m.OrganisationId && o.Role == Role.Administrator));

    /// <summary>Whether the actor may say which phone is this account's. Not of their own: a thief who got in with it would.</summary>
    /// <param name="account">With its memberships.</param>
    public bool MayAnswerFor(Account account) => account.Id != AccountId && MayChange(account);

    /// <summary>Whether the actor may give this account a new QR now.</summary>
    /// <param name="account">With its memberships.</param>
    public bool MayRenew(Account account) => account.MayHavePhone && MayChange(account);
}

/// <summary>An organisation in which the actor is Registrar or Administrator.</summary>
public sealed record ManagedOrganisation(OrganisationId Id, string Name, Role Role);
