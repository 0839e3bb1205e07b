namespace ZorgId.Core.Accounts;

/// <summary>
/// A person works at an organisation, in one role; on screen a <i>koppeling</i>. A row ends and is never deleted, and a change of
/// role ends one and begins another, so that the database still tells who had which role on any day.
/// </summary>
public sealed class Membership
{
    internal Membership(AccountId accountId, OrganisationId organisationId, Role role, DateTime since, AccountId? givenBy)
    {
        Id = MembershipId.New(since);
        (AccountId, OrganisationId, Role, Since, GivenBy) = (accountId, organisationId, role, since, givenBy);
    }

    public MembershipId Id { get; private set; }

    public AccountId AccountId { get; private set; }

    public OrganisationId OrganisationId { get; private set; }

    /// <summary>A higher role includes the lower ones.</summary>
    public Role Role { get; private set; }

    /// <summary>Whether the person may read the organisation's lists and log besides (<i>Controleur</i>).</summary>
    public bool IsAuditor { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime Since { get; private set; }

    /// <summary>Who gave the role; null for the operator.</summary>
    public AccountId? GivenBy { get; private set; }

    /// <summary>The last working day, by the Amsterdam calendar; null where none is set.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>UTC; null while the membership lives.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Who ended it; null for the operator and for the portal itself.</summary>
    public AccountId? EndedBy { get; private set; }

    public Reason? EndReason { get; private set; }

    /// <summary>The phone that was handed over for this organisation, with the person present; null where there was none yet.</summary>
    public PhoneId? VouchedPhoneId { get; private set; }

    public Organisation Organisation { get; private set; } = null!;

    public bool IsLive => EndedAt is null;

    /// <summary>The organisation answers for it that this phone is the person's.</summary>
    public void Vouch(PhoneId phone) => VouchedPhoneId = phone;

    /// <param name="reason">Not <see cref="Reason.RoleChanged"/>, which only another membership brings.</param>
    /// <exception cref="InvalidOperationException">It has ended already.</exception>
    public void End(Reason reason, DateTime now, AccountId? by)
    {
        if (reason == Reason.RoleChanged)
            throw new ArgumentOutOfRangeException(nameof(reason));
        EndOnce(reason, now, by);
    }

    /// <summary>Ends this membership and begins the one with the other role; all else carries over.</summary>
    internal Membership ChangeRole(Role role, DateTime now, AccountId? by)
    {
        EndOnce(Reason.RoleChanged, now, by);
        return new(AccountId, OrganisationId, role, now, by)
        {
            IsAuditor = IsAuditor,
            Until = Until,
            VouchedPhoneId = VouchedPhoneId,
        };
    }

    private void EndOnce(Reason reason, DateTime now, AccountId? by)
    {
        if (!IsLive)
            throw new InvalidOperationException("A membership ends once.");
        (EndedAt, EndedBy, EndReason) = (now, by, reason);
    }
}
