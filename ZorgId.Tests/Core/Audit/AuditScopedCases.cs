using ZorgId.Core.Audit;
using ZorgId.Tests.Core.Scope;

namespace ZorgId.Tests.Core.Audit;

public sealed class AuditScopedCases : ScopedCases
{
    public override IEnumerable<ScopedCase> All =>
    [
        new(typeof(VerifyAudit), ByOperator, _ => OutOfReachAsync<VerifyAudit>()),
        new(typeof(PruneAudit), ByOperator, _ => OutOfReachAsync<PruneAudit>()),
        new(typeof(ViewAuditHead), ByOperator, _ => OutOfReachAsync<ViewAuditHead>()),
        new(typeof(ProveEntry), ByOperator, _ => OutOfReachAsync<ProveEntry>()),
        new(typeof(CheckClock), ByOperator, _ => OutOfReachAsync<CheckClock>()),
        new(typeof(SealAudit), "The portal's own: no page and no message leads to it.", _ => OutOfReachAsync<SealAudit>()),
        new(typeof(RenewLog), ByOperator, _ => OutOfReachAsync<RenewLog>()),
    ];
}
