namespace ZorgId.Core.Accounts;

/// <summary>A person's one account, in one environment.</summary>
public sealed class Account
{
    private readonly List<Membership> _memberships = [];

    public Account(AccountId id, PortalEnvironment environment, Person person, DateTime registeredAt, AccountId? registeredBy)
    {
        (Id, Environment, Person, RegisteredAt, RegisteredBy) = (id, environment, person, registeredAt, registeredBy);
        IdentityKey = person.IdentityKey;
        SortName = $"{FamilyNamePrefix.Without(person.FamilyName)} {FoldedText.Fold(person.GivenName ?? "")}".TrimEnd();
        SearchName = SearchText.Of(person);
        StatusSince = registeredAt;
        StatusBy = registeredBy;
    }

    // EF Core fills the complex property after construction.
    private Account() => (Person, IdentityKey, SortName, SearchName) = (null!, null!, null!, null!);

    public AccountId Id { get; private set; }

    public PortalEnvironment Environment { get; private set; }

    public Person Person { get; private set; }

    /// <summary>Together with <see cref="Namesake"/> it is unique among the accounts that are not revoked.</summary>
    public string IdentityKey { get; private set; }

    /// <summary>
    /// It is 0, and higher only where an administrator has said that two people really share all of <see cref="Person"/>.
    /// </summary>
    public int Namesake { get; private set; }

    /// <summary>The overview sorts by this: the folded family name without its prefixes, then the given name.</summary>
    public string SortName { get; private set; }

    /// <summary>The overview searches in this; <see cref="SearchText"/> makes it.</summary>
    public string SearchName { get; private set; }

    public AccountStatus Status { get; private set; }

    /// <summary>Why it was blocked or revoked; null in any other status.</summary>
    public Reason? StatusReason { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime StatusSince { get; private set; }

    /// <summary>Whose act brought it there; null for the operator, and for a phone that accepted, which anyone may have held.</summary>
    public AccountId? StatusBy { get; private set; }

    /// <summary>When its first phone was accepted, UTC; null for somebody who never had one.</summary>
    public DateTime? ActivatedAt { get; private set; }

    /// <summary>
    /// The hour in which the person proved their PIN last, UTC. <c>PinCheck</c> writes it, in the database and once an hour at most.
    /// </summary>
    public DateTime? LastSeenAt { get; private set; }

    public DateTime RegisteredAt { get; private set; }

    /// <summary>It is null where the operator registered the account on the command line.</summary>
    public AccountId? RegisteredBy { get; private set; }

    /// <summary>Those that have ended too.</summary>
    public IReadOnlyList<Membership> AllMemberships => _memberships;

    /// <summary>One for each organisation at which the person works now.</summary>
    public IEnumerable<Membership> LiveMemberships => _memberships.Where(m => m.IsLive);

    /// <summary>Whether a phone may be bound to the account or taken from it: the account is neither blocked nor revoked.</summary>
    public bool MayHavePhone => Status is AccountStatus.AwaitingActivation or AccountStatus.Active;

    public bool MayOpenPortal => Status == AccountStatus.Active && LiveMemberships.Any(m => m.Role.OpensPortal());

    /// <summary>The live membership that says most about this account: the highest role, then the organisation's name.</summary>
    public Membership? Foremost => LiveMemberships
        .OrderByDescending(m => m.Role)
        .ThenBy(m => m.Organisation.Name, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>The role with which the account manages an organisation; null at others.</summary>
    public Role? ManagingRoleAt(OrganisationId organisation) =>
        LiveMemberships.FirstOrDefault(m => m.OrganisationId == organisation && m.Role.OpensPortal())?.Role;

    /// <summary>
    /// Gives the role, in place of a lower one. Where the account may have a phone already, call <c>GiveRoleAsync</c>, which
    /// also revokes that phone if the role is higher.
    /// </summary>
    /// <param name="by">Null for the operator.</param>
    /// <returns>False where the account has this role or a higher one already.</returns>
    public bool Give(OrganisationId organisation, Role role, DateTime now, AccountId? by)
    {
        var present = LiveMemberships.SingleOrDefault(m => m.OrganisationId == organisation);
        if (present?.Role >= role)
            return false;
        _memberships.Add(present?.ChangeRole(role, now, by) ?? new Membership(Id, organisation, role, now, by));
        return true;
    }

    /// <summary>A phone has accepted an enrollment: a waiting account becomes active, an active one stays active.</summary>
    /// <exception cref="InvalidOperationException">The account is blocked or revoked.</exception>
    public void Activate(DateTime now)
    {
        if (!MayHavePhone)
            throw new InvalidOperationException($"An account that is {Status} cannot be activated.");
        ActivatedAt ??= now;
        Become(AccountStatus.Active, reason: null, now, by: null);
    }

    /// <summary>The account has lost its phone: an active account waits for activation again, a waiting one stays so.</summary>
    /// <param name="by">Null for the operator.</param>
    /// <exception cref="InvalidOperationException">The account is blocked or revoked.</exception>
    public void AwaitActivation(DateTime now, AccountId? by)
    {
        if (!MayHavePhone)
            throw new InvalidOperationException($"An account that is {Status} cannot wait for activation.");
        Become(AccountStatus.AwaitingActivation, reason: null, now, by);
    }

    /// <summary>Blocks the account: nothing that its phone sends is obeyed until the block is lifted.</summary>
    /// <param name="by">Null for the operator.</param>
    /// <exception cref="InvalidOperationException">The account is revoked.</exception>
    public void Block(Reason reason, DateTime now, AccountId? by)
    {
        if (Status == AccountStatus.Revoked)
            throw new InvalidOperationException("A revoked account stays so.");
        Become(AccountStatus.Blocked, reason, now, by);
    }

    /// <summary>Revokes the account for good; the person may be registered anew.</summary>
    /// <param name="by">Null for the operator.</param>
    public void Revoke(Reason reason, DateTime now, AccountId? by)
    {
        if (Status != AccountStatus.Revoked)
            Become(AccountStatus.Revoked, reason, now, by);
    }

    private void Become(AccountStatus status, Reason? reason, DateTime now, AccountId? by)
    {
        if ((Status, StatusReason) != (status, reason))
            (Status, StatusReason, StatusSince, StatusBy) = (status, reason, now, by);
    }
}
