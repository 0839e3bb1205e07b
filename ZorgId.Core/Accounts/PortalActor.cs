using ZorgId.Core.Audit;

namespace ZorgId.Core.Accounts;

/// <summary>
/// A person in the portal: an account that may open it, and the organisations it manages, as the database has them in this
/// transaction. <c>CurrentActor</c> makes it from a living portal session, and nothing else does.
/// </summary>
public sealed record PortalActor : Actor
{
    internal PortalActor(
        AccountId accountId,
        PortalEnvironment environment,
        string name,
        string client,
        IReadOnlyList<ManagedOrganisation> organisations,
        DateTime asOf)
        : base(accountId, AuditParty.Account, client) =>
        (Environment, Name, Organisations, AsOf) = (environment, name, organisations, asOf);

    /// <summary>The same as <see cref="Actor.By"/>, which a person in the portal always has.</summary>
    public AccountId AccountId => By!.Value;

    public PortalEnvironment Environment { get; }

    public string Name { get; }

    public IReadOnlyList<ManagedOrganisation> Organisations { get; }

    /// <summary>The time, UTC, as of which all this is true.</summary>
    public DateTime AsOf { get; }

    public bool Manages(OrganisationId organisation) => RoleAt(organisation) is not null;

    /// <summary>Whether the actor may do this for the organisation.</summary>
    public bool May(OrganisationAct act, OrganisationId at) => RoleAt(at) is { } role && AccountPolicy.Allows(act, role);

    /// <inheritdoc/>
    public override PolicyVerdict Judge(AccountAct act, Account account, OrganisationId? at = null) =>
        AccountPolicy.Judge(act, account, at, AccountId, Environment, AsOf, RoleAt);

    /// <summary>All acts that the actor may do or ask for, and that the state of the account leaves to be done.</summary>
    /// <param name="account">With all its memberships.</param>
    public AccountAct FindActs(Account account, OrganisationId at)
    {
        var possible = AccountPolicy.Possible(account);
        return Enum.GetValues<AccountAct>()
            .Where(act => act != AccountAct.None && possible.HasFlag(act) && Judge(act, account, at) != PolicyVerdict.Refused)
            .Aggregate(AccountAct.None, (acts, act) => acts | act);
    }

    private Role? RoleAt(OrganisationId organisation) => Organisations.FirstOrDefault(o => o.Id == organisation)?.Role;
}

/// <summary>An organisation in which the actor is Registrar or Administrator.</summary>
public sealed record ManagedOrganisation(OrganisationId Id, string Name, Role Role);
