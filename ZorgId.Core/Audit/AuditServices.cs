using Microsoft.Extensions.DependencyInjection;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AuditSecret>()
        .AddSingleton<AuditSigningKey>()
        .AddSingleton<AuditBacklog>()
        .AddSingleton<AuditWriter>()
        .AddSingleton<AuditLeaves>()
        .AddSingleton<ViewAuditHead>()
        .AddSingleton<ProveEntry>()
        .AddSingleton<PublishCheckpoint>()
        .AddSingleton<ViewCheckpoint>()
        .AddSingleton<ProveConsistency>()
        .AddSingleton<CheckClock>()
        .AddSingleton<VerifyAudit>()
        .AddSingleton<PruneAudit>()
        .AddSingleton<SealAudit>()
        .AddSingleton<RenewLog>()
        .AddSingleton<ILastAct, GiveLeaves>();
}
