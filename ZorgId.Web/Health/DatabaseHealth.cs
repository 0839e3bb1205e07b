using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ZorgId.Core.Persistence;

namespace ZorgId.Web.Health;

/// <summary>The database can be read, and has the schema of this program, or a newer one that it can serve as well.</summary>
internal sealed class DatabaseHealth(IDbContextFactory<PortalDb> databases, IDatabaseEngine engine) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        try
        {
            // A table with data is read too, because the list of migrations alone may come from a cache.
            await db.Organisations.AnyAsync(cancellationToken);
            var known = db.Database.GetMigrations().ToList();
            var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
            if (known.Except(applied, StringComparer.Ordinal).FirstOrDefault() is { } missing)
                return HealthCheckResult.Unhealthy($"The database lacks {missing}: start this version of the program.");
            return applied.Except(known, StringComparer.Ordinal).FirstOrDefault(m => !engine.CanServeBeside(m)) is { } newer
                ? HealthCheckResult.Unhealthy($"The database has {newer}, which is newer than this version of the program.")
                : HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The database cannot be read.", exception);
        }
    }
}
