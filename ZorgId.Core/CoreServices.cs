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
    /// <summary>Adds all parts of the core. The host adds Data Protection and the settings.</summary>
    public static IServiceCollection AddZorgIdCore(this IServiceCollection services, DatabaseSource database)
    {
        services.TryAddSingleton<TimeProvider>(new SteadyClock(TimeProvider.System));
        services.AddOptions();
        services.AddSingleton<PortalOrigins>();
        return services
            .AddChanges(database.Provider)
            // The order matters, because the log must also tell what access LostAccess ends.
            .AddPersistence(database, all => [all.GetRequiredService<LostAccess>(), all.GetRequiredService<AuditWriter>()])
            .AddKeys().AddAudit().AddPhones().AddQrSessions().AddPortalSessions().AddUsers().AddOperations();
    }
}
