using ZorgId.Core.Audit;

namespace ZorgId.Core.Accounts;

/// <summary>The portal itself, where time is up or where somebody lost what they had. It asks for nothing and may do nothing.</summary>
public sealed record SystemActor : Actor
{
    public SystemActor()
        : base(account: null, AuditParty.System, AuditClient.Server)
    {
    }

    /// <inheritdoc/>
    public override PolicyVerdict Judge(AccountAct act, Account account, OrganisationId? at = null) => PolicyVerdict.Refused;
}
