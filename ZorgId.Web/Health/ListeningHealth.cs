using Microsoft.Extensions.Diagnostics.HealthChecks;
using ZorgId.Core.Persistence.PostgreSql;

namespace ZorgId.Web.Health;

/// <summary>This node hears of what happens on the others.</summary>
internal sealed class ListeningHealth(PostgreSqlNotifications notifications) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(notifications.IsListening
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(
                "The connection that hears of other nodes is not there. It is tried again by itself; "
                + "until then dialogs are a second late, and the overview ten."));
}
