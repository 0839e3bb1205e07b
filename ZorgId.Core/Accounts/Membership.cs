namespace ZorgId.Core.Accounts;

/// <summary>A role of an account at an organisation; on screen a <i>koppeling</i>.</summary>
public sealed class Membership
{
    public Membership(AccountId accountId, OrganisationId organisationId, Role role, DateTime since)
    {
        (AccountId, OrganisationId, Role, Since) = (accountId, organisationId, role, since);
    }

    public AccountId AccountId { get; private set; }

    public OrganisationId OrganisationId { get; private set; }

    public Role Role { get; private set; }

    public DateTime Since { get; private set; }

    public Organisation Organisation { get; private set; } = null!;
}
