using Microsoft.Extensions.DependencyInjection;

namespace ZorgId.Core.Audit;

internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AuditSecret>()
        .AddSingleton<AuditWriter>()
        .AddSingleton<ViewAuditHead>()
        .AddSingleton<CheckClock>()
        .AddSingleton<VerifyAudit>()
        .AddSingleton<PruneAudit>();
}
