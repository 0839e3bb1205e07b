using ZorgId.Core.Audit;
using ZorgId.Tests.Core.Scope;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

public sealed class AuditScopedCases : ScopedCases
{
    private const string Public = "For everybody: it tells sizes and hashes of the whole log, and nothing of an entry.";

    public override IEnumerable<ScopedCase> All =>
    [
        new(typeof(VerifyAudit), ByOperator, _ => OutOfReachAsync<VerifyAudit>()),
        new(typeof(PruneAudit), ByOperator, _ => OutOfReachAsync<PruneAudit>()),
        new(typeof(ViewAuditHead), ByOperator, _ => OutOfReachAsync<ViewAuditHead>()),
        new(typeof(ProveEntry), ByOperator, _ => OutOfReachAsync<ProveEntry>()),
        new(typeof(PublishCheckpoint), "The portal's own: no page and no message leads to it.", _ => OutOfReachAsync<PublishCheckpoint>()),
        new(typeof(ViewCheckpoint), Public, async s => await s.Portal.Get<ViewCheckpoint>().ExecuteAsync(AuditScene.Cancellation)),
        new(typeof(ProveConsistency), Public, async s => await s.Portal.Get<ProveConsistency>().ExecuteAsync(1, 1, AuditScene.Cancellation)),
        new(typeof(CheckClock), ByOperator, _ => OutOfReachAsync<CheckClock>()),
        new(typeof(SealAudit), "The portal's own: no page and no message leads to it.", _ => OutOfReachAsync<SealAudit>()),
        new(typeof(RenewLog), ByOperator, _ => OutOfReachAsync<RenewLog>()),
    ];
}
