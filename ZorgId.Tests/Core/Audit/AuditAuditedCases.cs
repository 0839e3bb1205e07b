using ZorgId.Core.Audit;
using ZorgId.Tests.Support;
using static ZorgId.Core.Audit.AuditAction;

namespace ZorgId.Tests.Core.Audit;

public sealed class AuditAuditedCases : AuditedCases
{
    public override IEnumerable<AuditedCase> All =>
    [
        new(typeof(PruneAudit), "old entries", PruneAsync),
    ];

    public override IEnumerable<AuditedCase> SilentWriters =>
    [
        new(typeof(PublishCheckpoint), "what is published is of the log itself", s => Task.FromResult(
            Plan(() => s.Portal.Get<PublishCheckpoint>().ExecuteAsync(AuditScene.Cancellation)))),
    ];

    public override IEnumerable<(Type UseCase, string Why)> Silent =>
    [
        (typeof(VerifyAudit), "Reads."),
        (typeof(ViewAuditHead), "Reads."),
        (typeof(ProveEntry), "Reads."),
        (typeof(PublishCheckpoint), "It writes what the log is, and nothing that anybody did."),
        (typeof(ViewCheckpoint), "Reads."),
        (typeof(ProveConsistency), "Reads."),
        (typeof(CheckClock), "Reads."),
        (typeof(SealAudit), "Gives entries their places; it adds none."),
        (typeof(RenewLog), "Who gives the log a new id tells why."),
    ];

    private static Task<(Func<Task>, Func<Task<AuditLine[]>>)> PruneAsync(AuditScene s)
    {
        s.Portal.Pass(TimeSpan.FromDays(1827));
        return Task.FromResult(Plan(
            () => s.Portal.Get<PruneAudit>().ExecuteAsync(AuditScene.Cancellation),
            new AuditLine(LogPruned, AuditParty.Operator, null, null, null, null, AuditClient.CommandLine, null)));
    }
}
