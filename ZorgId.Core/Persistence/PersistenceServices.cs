using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ZorgId.Core.Persistence.PostgreSql;
using ZorgId.Core.Persistence.Sqlite;

namespace ZorgId.Core.Persistence;

internal static class PersistenceServices
{
    /// <param name="interceptors">The interceptors of each save, in this order.</param>
    public static IServiceCollection AddPersistence(
        this IServiceCollection services, DatabaseSource database, Func<IServiceProvider, IInterceptor[]> interceptors)
    {
        services.AddSingleton(database);
        services.AddSingleton<PortalTransactions>();
        services.AddSingleton<LoneTransaction>();
        services.AddSingleton<TransactionEnd>();
        services.AddSingleton<DatabaseLineage>();
        return database.Provider == DatabaseProvider.PostgreSQL
            ? services.AddPostgreSql(database, interceptors)
            : services.AddSqlite(database, interceptors);
    }

    private static IServiceCollection AddSqlite(
        this IServiceCollection services, DatabaseSource database, Func<IServiceProvider, IInterceptor[]> interceptors) => services
        .AddPooledDbContextFactory<PortalDb>((services, options) =>
            options.UseSqlite(database.ConnectionString)
                .AddInterceptors([new SqliteSettings(), .. interceptors(services)])
                .TrustMigrations())
        .AddSingleton<SqliteStart>()
        .AddSingleton<IDatabaseEngine, SqliteEngine>()
        .AddSingleton<SqliteGroup>()
        .AddSingleton<IDatabaseWriter, SqliteWriter>()
        .AddSingleton<DatabaseInUse>()
        .AddSingleton<DatabaseBackup>();

    private static IServiceCollection AddPostgreSql(
        this IServiceCollection services, DatabaseSource database, Func<IServiceProvider, IInterceptor[]> interceptors) => services
        .AddSingleton(_ => PostgreSqlConnections.Open(database.ConnectionString))
        .AddPooledDbContextFactory<PostgreSqlPortalDb>((services, options) => options
            .UseNpgsql(
                services.GetRequiredService<NpgsqlDataSource>(),
                npgsql => npgsql.ExecutionStrategy(strategy => new PostgreSqlRetries(strategy)))
            .AddInterceptors(interceptors(services))
            .TrustMigrations())
        .AddSingleton<IDbContextFactory<PortalDb>, PostgreSqlContexts>()
        // It is a lease of its own: one that the scope also had as its PostgreSqlPortalDb would be given back twice.
        .AddScoped(services => services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContext())
        .AddSingleton<PostgreSqlStart>()
        .AddSingleton<PostgreSqlNodes>()
        .AddSingleton<PostgreSqlNotifications>()
        .AddSingleton<IDatabaseEngine, PostgreSqlEngine>()
        .AddSingleton<IDatabaseWriter, PostgreSqlWriter>();

    // Without this, EF Core builds two more models each time it migrates, to see whether a migration is missing. ModelsTests sees to that.
    private static DbContextOptionsBuilder TrustMigrations(this DbContextOptionsBuilder options) =>
        options.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
}
