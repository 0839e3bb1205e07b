using ZorgId.Core.Audit;

namespace ZorgId.Core.Accounts;

/// <summary>Somebody who may run commands on the server's machine: they may do whatever an administrator may.</summary>
public sealed record OperatorActor : Actor
{
    /// <param name="client">Who it is on which machine.</param>
    public OperatorActor(string client)
        : base(account: null, AuditParty.Operator, client)
    {
    }

    /// <summary>The operator who runs this command.</summary>
    public static OperatorActor OnCommandLine => new(AuditClient.CommandLine);

    /// <inheritdoc/>
    public override PolicyVerdict Judge(AccountAct act, Account account, OrganisationId? at = null) => PolicyVerdict.Allowed;
}
