using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ZorgId.Core.Audit;
using ZorgId.Core.Changes;
using ZorgId.Core.Keys;
using ZorgId.Core.Operations;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;

namespace ZorgId.Core;

public static class CoreServices
{
    /// <summary>Adds every room of the core. Data Protection and the settings are the host's to add.</summary>
    public static IServiceCollection AddZorgIdCore(this IServiceCollection services, DatabaseSource database)
    {
        services.TryAddSingleton<TimeProvider>(new SteadyClock(TimeProvider.System));
        services.AddOptions();
        services.AddSingleton<PortalOrigins>();
        return services
            .AddChanges(database.Provider)
            // In this order: what access is lost, the log tells too.
            .AddPersistence(database, all => [all.GetRequiredService<LostAccess>(), all.GetRequiredService<AuditWriter>()])
            .AddKeys().AddAudit().AddPhones().AddQrSessions().AddPortalSessions().AddUsers().AddOperations();
    }
}
