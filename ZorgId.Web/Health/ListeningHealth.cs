using Microsoft.Extensions.Diagnostics.HealthChecks;
using ZorgId.Core.Persistence.PostgreSql;

namespace ZorgId.Web.Health;

/// <summary>Checks that this node is notified of what happens on the other nodes.</summary>
internal sealed class ListeningHealth(PostgreSqlNotifications notifications) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(notifications.IsListening
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(
                "The connection that hears of other nodes is not there. It is tried again by itself; "
                + "until then dialogs are a second late, and the overview ten."));
}
