using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Keys;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.Sessions;

namespace ZorgId.Core;

public static class CoreServices
{
    /// <summary>Adds every room of the core. Data Protection and the settings are the host's to add.</summary>
    /// <param name="connectionString">Of the SQLite database.</param>
    public static IServiceCollection AddZorgIdCore(this IServiceCollection services, string connectionString)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions();
        services.AddSingleton<PortalOrigins>();
        services.AddDbContextFactory<PortalDb>((services, options) =>
            options.UseSqlite(connectionString).AddInterceptors(
                // In this order: what access is lost, the log tells too.
                new SqliteSettings(), services.GetRequiredService<LostAccess>(), services.GetRequiredService<AuditWriter>()));
        return services.AddPersistence().AddKeys().AddAudit().AddAccounts().AddPhones().AddSessions().AddPortalSessions();
    }

    private static IServiceCollection AddPersistence(this IServiceCollection services) => services
        .AddSingleton<PortalTransactions>()
        .AddSingleton<DatabaseStart>()
        .AddSingleton<DatabaseBackup>();

    private static IServiceCollection AddKeys(this IServiceCollection services) => services
        .AddSingleton<ServerKeys>();

    private static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AuditSecret>()
        .AddSingleton<AuditWriter>()
        .AddSingleton<ViewAuditHead>()
        .AddSingleton<VerifyAudit>()
        .AddSingleton<PruneAudit>();

    private static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddSingleton<UserDirectory>();

    private static IServiceCollection AddPhones(this IServiceCollection services) => services
        .AddSingleton<MessageLimits>()
        .AddSingleton<MessageAuthentication>()
        .AddSingleton<PinProtection>()
        .AddSingleton<PinCheck>()
        .AddSingleton<PhoneBinding>()
        .AddSingleton<ChallengeNonces>()
        .AddSingleton<AnswerIdentity>();

    private static IServiceCollection AddSessions(this IServiceCollection services) => services
        .AddSingleton<ISessionEvents, InProcessSessionEvents>()
        .AddSingleton<LoginSecrets>()
        .AddSingleton<SessionCodes>()
        .AddSingleton<TypedCodeKey>()
        .AddSingleton<TypedCodeTries>()
        .AddSingleton<ShowTypedCode>()
        .AddSingleton<ExchangeTypedCode>()
        .AddSingleton<EnrollmentOpening>()
        .AddSingleton<OpenLogin>()
        .AddSingleton<ViewLogin>()
        .AddSingleton<ViewEnrollment>()
        .AddSingleton<FindOwnEnrollment>()
        .AddSingleton<ClaimSession>()
        .AddSingleton<DecideSession>()
        .AddSingleton<CancelSession>()
        .AddSingleton<ExpireSessions>()
        .AddSingleton<EnrollNewUser>()
        .AddSingleton<RenewEnrollment>()
        .AddSingleton<RevokeEnrolledPhone>()
        .AddSingleton<EnrollAdministrator>();

    private static IServiceCollection AddPortalSessions(this IServiceCollection services) => services
        .AddSingleton<LostAccess>()
        .AddSingleton<LoginTickets>()
        .AddSingleton<SignIn>()
        .AddSingleton<SignOut>()
        .AddSingleton<ExpirePortalSessions>()
        .AddSingleton<ViewPortalSession>()
        .AddSingleton<CurrentActor>();
}
