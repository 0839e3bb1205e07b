using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Changes;
using ZorgId.Core.Keys;
using ZorgId.Core.Persistence;
using ZorgId.Core.Persistence.PostgreSql;
using ZorgId.Core.Persistence.Sqlite;
using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.Sessions;

namespace ZorgId.Core;

public static class CoreServices
{
    /// <summary>Adds every room of the core. Data Protection and the settings are the host's to add.</summary>
    public static IServiceCollection AddZorgIdCore(this IServiceCollection services, DatabaseSource database)
    {
        services.TryAddSingleton<TimeProvider>(new SteadyClock(TimeProvider.System));
        services.AddOptions();
        services.AddSingleton<PortalOrigins>();
        return services.AddPersistence(database).AddKeys().AddAudit().AddAccounts().AddPhones().AddSessions(database.Provider).AddPortalSessions();
    }

    private static IServiceCollection AddPersistence(this IServiceCollection services, DatabaseSource database)
    {
        services.AddSingleton(database);
        services.AddSingleton<PortalTransactions>();
        services.AddSingleton<DatabaseLineage>();
        return database.Provider == DatabaseProvider.PostgreSQL ? services.AddPostgreSql(database) : services.AddSqlite(database);
    }

    private static IServiceCollection AddSqlite(this IServiceCollection services, DatabaseSource database) => services
        .AddDbContextFactory<PortalDb>((services, options) =>
            options.UseSqlite(database.ConnectionString).AddInterceptors([new SqliteSettings(), .. Interceptors(services)]))
        .AddSingleton<SqliteStart>()
        .AddSingleton<IDatabaseEngine, SqliteEngine>()
        .AddSingleton<DatabaseInUse>()
        .AddSingleton<DatabaseBackup>();

    private static IServiceCollection AddPostgreSql(this IServiceCollection services, DatabaseSource database) => services
        .AddSingleton(_ => PostgreSqlConnections.Open(database.ConnectionString))
        .AddDbContextFactory<PostgreSqlPortalDb>((services, options) => options
            .UseNpgsql(services.GetRequiredService<NpgsqlDataSource>(), npgsql => npgsql.ExecutionStrategy(strategy => new PostgreSqlRetries(strategy)))
            .AddInterceptors(Interceptors(services)))
        .AddSingleton<IDbContextFactory<PortalDb>, PostgreSqlContexts>()
        .AddScoped<PortalDb>(services => services.GetRequiredService<PostgreSqlPortalDb>())
        .AddSingleton<PostgreSqlStart>()
        .AddSingleton<PostgreSqlNodes>()
        .AddSingleton<PostgreSqlNotifications>()
        .AddSingleton<IDatabaseEngine, PostgreSqlEngine>();

    // In this order: what access is lost, the log tells too.
    private static IInterceptor[] Interceptors(IServiceProvider services) =>
        [services.GetRequiredService<LostAccess>(), services.GetRequiredService<AuditWriter>()];

    private static IServiceCollection AddKeys(this IServiceCollection services) => services
        .AddSingleton<ServerKeys>();

    private static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AuditSecret>()
        .AddSingleton<AuditWriter>()
        .AddSingleton<ViewAuditHead>()
        .AddSingleton<CheckClock>()
        .AddSingleton<VerifyAudit>()
        .AddSingleton<PruneAudit>();

    private static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddSingleton<UserDirectory>();

    private static IServiceCollection AddPhones(this IServiceCollection services) => services
        .AddSingleton<PhoneNetworks>()
        .AddSingleton<LearnPhoneNetworks>()
        .AddSingleton<MessageLimits>()
        .AddSingleton<MessageAuthentication>()
        .AddSingleton<PinProtection>()
        .AddSingleton<PinCheck>()
        .AddSingleton<PhoneBinding>()
        .AddSingleton<ChallengeNonces>()
        .AddSingleton<AnswerIdentity>();

    private static IServiceCollection AddSessions(this IServiceCollection services, DatabaseProvider provider) => services
        .AddChanges(provider)
        .AddSingleton<LoginSecrets>()
        .AddSingleton<SessionCodes>()
        .AddSingleton<TypedCodeKey>()
        .AddSingleton<TypedCodeTries>()
        .AddSingleton<ShowTypedCode>()
        .AddSingleton<ExchangeTypedCode>()
        .AddSingleton<EnrollmentOpening>()
        .AddSingleton<LoginOpenings>()
        .AddSingleton<SecondPhones>()
        .AddSingleton<OpenLogin>()
        .AddSingleton<ViewLogin>()
        .AddSingleton<ViewEnrollment>()
        .AddSingleton<FindOwnEnrollment>()
        .AddSingleton<FindDisputedEnrollments>()
        .AddSingleton<AnswerSecondPhone>()
        .AddSingleton<ClaimSession>()
        .AddSingleton<DecideSession>()
        .AddSingleton<CancelSession>()
        .AddSingleton<ExpireSessions>()
        .AddSingleton<EnrollNewUser>()
        .AddSingleton<RenewEnrollment>()
        .AddSingleton<RevokeEnrolledPhone>()
        .AddSingleton<EnrollAdministrator>();

    private static IServiceCollection AddChanges(this IServiceCollection services, DatabaseProvider provider)
    {
        services.AddSingleton<InProcessNotifier>();
        return provider == DatabaseProvider.SQLite
            ? services.AddSingleton<IChangeNotifier>(all => all.GetRequiredService<InProcessNotifier>())
            : services.AddSingleton<PostgreSqlNotifier>().AddSingleton<IChangeNotifier>(all => all.GetRequiredService<PostgreSqlNotifier>());
    }

    private static IServiceCollection AddPortalSessions(this IServiceCollection services) => services
        .AddSingleton<LostAccess>()
        .AddSingleton<LoginTickets>()
        .AddSingleton<SignIn>()
        .AddSingleton<SignOut>()
        .AddSingleton<ExpirePortalSessions>()
        .AddSingleton<SettleRestored>()
        .AddSingleton<ViewPortalSession>()
        .AddSingleton<CurrentActor>();
}
