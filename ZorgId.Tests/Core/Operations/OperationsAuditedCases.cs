using ZorgId.Core.Audit;
using ZorgId.Core.Operations;
using ZorgId.Tests.Core.Audit;
using ZorgId.Tests.Support;
using static ZorgId.Core.Audit.AuditAction;

namespace ZorgId.Tests.Core.Operations;

public sealed class OperationsAuditedCases : AuditedCases
{
    public override IEnumerable<AuditedCase> All =>
    [
        new(typeof(SettleRestored), "someone logged in, an enrollment open", SettleAsync),
        new(typeof(TellMove), "a log with entries", MoveAsync),
    ];

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> MoveAsync(AuditScene s)
    {
        var moved = await s.Portal.HeadAsync();
        return Plan(
            () => s.Portal.Get<TellMove>().ExecuteAsync(moved, AuditScene.Cancellation),
            new AuditLine(DatabaseMoved, AuditParty.Operator, null, null, null, null, AuditClient.CommandLine, null));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> SettleAsync(AuditScene s)
    {
        var (qr, account) = await s.RegisterAsync();
        return Plan(
            () => s.Portal.Get<SettleRestored>().ExecuteAsync(replaced: null, isUnsigned: false, AuditScene.Cancellation),
            new AuditLine(DatabaseRestored, AuditParty.Operator, null, null, null, null, AuditClient.CommandLine, null),
            s.Nobody(PortalSessionEnded, AuditParty.System, s.Boss.AccountId, s.Boss.AccountId, AuditScene.Browser),
            s.Nobody(SessionCancelled, AuditParty.Operator, s.Boss.AccountId, account, AuditClient.CommandLine, qr.Sid));
    }
}
