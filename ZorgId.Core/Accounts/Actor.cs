namespace ZorgId.Core.Accounts;

/// <summary>
/// The person who acts in the portal: an account that may open it, and the organisations it manages, as
/// the database had them at the start of this action. An actor is made from a living portal session only.
/// </summary>
public sealed record Actor(
    AccountId AccountId, PortalEnvironment Environment, string Name, string Client, IReadOnlyList<ManagedOrganisation> Organisations)
{
    public bool Manages(OrganisationId organisation) => Organisations.Any(o => o.Id == organisation);

    /// <summary>
    /// Whether the actor may give this account a new QR, or revoke its phone. Whoever can issue a QR for an account can take
    /// it over, so all its roles must be Signer, or the actor must be Administrator wherever the account has a higher role.
    /// </summary>
    /// <param name="account">With its memberships.</param>
    public bool MayChange(Account account) =>
        account.Environment == Environment
        && account.LiveMemberships.Any(m => Manages(m.OrganisationId))
        && account.LiveMemberships.All(m =>
            m.Role == Role.Signer || Organisations.Any(o => o.Id == m.OrganisationId && o.Role == Role.Administrator));

    /// <summary>
    /// Whether the actor may say which phone is this account's. Nobody may answer for their own account,
    /// because a thief who got in with the wrong phone would do so.
    /// </summary>
    /// <param name="account">With its memberships.</param>
    public bool MayAnswerFor(Account account) => account.Id != AccountId && MayChange(account);

    /// <summary>Whether the actor may give this account a new QR now.</summary>
    /// <param name="account">With its memberships.</param>
    public bool MayRenew(Account account) => account.MayHavePhone && MayChange(account);
}

/// <summary>An organisation in which the actor is Registrar or Administrator.</summary>
public sealed record ManagedOrganisation(OrganisationId Id, string Name, Role Role);
