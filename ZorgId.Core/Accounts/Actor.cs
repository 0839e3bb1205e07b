using ZorgId.Core.Audit;

namespace ZorgId.Core.Accounts;

/// <summary>
/// Who acts. There are three kinds and no more: a person in the portal, the operator, and the portal itself. What each of them may do
/// to an account is decided in <see cref="AccountPolicy"/> and nowhere else.
/// </summary>
public abstract record Actor
{
    private protected Actor(AccountId? account, AuditParty party, string client) => (By, Party, Client) = (account, party, client);

    /// <summary>The account that acts, as rows and the log name it; null for the operator and the portal itself.</summary>
    public AccountId? By { get; }

    public AuditParty Party { get; }

    /// <summary>For the log: the browser or the machine, with its address or its user.</summary>
    public string Client { get; }

    /// <summary>Whether the actor may do this now, alone.</summary>
    /// <inheritdoc cref="Judge"/>
    public bool May(AccountAct act, Account account, OrganisationId? at = null) => Judge(act, account, at) == PolicyVerdict.Allowed;

    /// <param name="act">One act.</param>
    /// <param name="account">With all its memberships.</param>
    /// <param name="at">
    /// The organisation for which it is done. Null asks for the one, of those that the actor and the account share, that allows most.
    /// </param>
    public abstract PolicyVerdict Judge(AccountAct act, Account account, OrganisationId? at = null);
}
