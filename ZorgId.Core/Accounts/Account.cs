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

    public DateTime RegisteredAt { get; private set; }

    /// <summary>It is null where the operator registered the account on the command line.</summary>
    public AccountId? RegisteredBy { get; private set; }

    public IReadOnlyList<Membership> Memberships => _memberships;

    /// <summary>Whether a phone may be bound to the account or taken from it: the account is neither blocked nor revoked.</summary>
    public bool MayHavePhone => Status is AccountStatus.AwaitingActivation or AccountStatus.Active;

    public bool MayOpenPortal => Status == AccountStatus.Active && _memberships.Exists(m => m.Role.OpensPortal());

    /// <summary>The membership that says most about this account: the highest role, then the organisation's name.</summary>
    public Membership? Foremost => _memberships
        .OrderByDescending(m => m.Role)
        .ThenBy(m => m.Organisation.Name, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>
    /// Gives the role. Where the account may have a phone already, call <c>GiveRoleAsync</c>, which also
    /// revokes that phone if the role is higher.
    /// </summary>
    /// <returns>False where the account has it already.</returns>
    public bool Join(OrganisationId organisation, Role role, DateTime now)
    {
        if (_memberships.Exists(m => m.OrganisationId == organisation && m.Role == role))
            return false;
        _memberships.Add(new Membership(Id, organisation, role, now));
        return true;
    }

    /// <summary>A phone has accepted an enrollment: a waiting account becomes active, an active one stays active.</summary>
    /// <exception cref="InvalidOperationException">The account is blocked or revoked.</exception>
    public void Activate()
    {
        if (!MayHavePhone)
            throw new InvalidOperationException($"An account that is {Status} cannot be activated.");
        Status = AccountStatus.Active;
    }

    /// <summary>The account has lost its phone: an active account waits for activation again, a waiting one stays so.</summary>
    /// <exception cref="InvalidOperationException">The account is blocked or revoked.</exception>
    public void AwaitActivation()
    {
        if (!MayHavePhone)
            throw new InvalidOperationException($"An account that is {Status} cannot wait for activation.");
        Status = AccountStatus.AwaitingActivation;
    }

    /// <summary>Blocks the account: nothing that its phone sends is obeyed until the block is lifted.</summary>
    /// <exception cref="InvalidOperationException">The account is revoked.</exception>
    public void Block()
    {
        if (Status == AccountStatus.Revoked)
            throw new InvalidOperationException("A revoked account stays so.");
        Status = AccountStatus.Blocked;
    }

    /// <summary>Revokes the account for good; the person may be registered anew.</summary>
    public void Revoke() => Status = AccountStatus.Revoked;
}
