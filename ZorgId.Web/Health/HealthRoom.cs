using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ZorgId.Core.Persistence;

namespace ZorgId.Web.Health;

/// <summary>
/// Answers what a load balancer or a monitor asks: whether the process runs, and whether it can serve. The answers are in English,
/// because operators read them.
/// </summary>
public static class HealthRoom
{
    public const string Live = "/health/live";
    public const string Ready = "/health/ready";

    public static void AddHealth(this IServiceCollection services, DatabaseProvider provider)
    {
        var checks = services.AddHealthChecks()
            .AddCheck<StopHealth>("server")
            .AddCheck<DatabaseHealth>("database")
            .AddCheck<KeyRingHealth>("keys");
        if (provider == DatabaseProvider.SQLite)
            checks.AddCheck<DiskHealth>("disk");
        else
            checks.AddCheck<ListeningHealth>("listening").AddCheck<LogHealth>("log");
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks(Live, new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        app.MapHealthChecks(Ready, new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    // The reasons are sentences of the checks themselves. Messages of exceptions go to the log only, as they may hold internal details.
    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status == HealthStatus.Healthy ? "healthy" : "unhealthy",
        checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Description ?? "ok", StringComparer.Ordinal),
    });
}
