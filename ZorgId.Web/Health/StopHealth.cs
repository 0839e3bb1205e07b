using Microsoft.Extensions.Diagnostics.HealthChecks;
using ZorgId.Web.Platform.Circuits;

namespace ZorgId.Web.Health;

/// <summary>Checks that the server is not stopping, because a load balancer should send nobody to one that is.</summary>
internal sealed class StopHealth(ServerStop stop) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(stop.HasBegun ? HealthCheckResult.Unhealthy("stopping") : HealthCheckResult.Healthy());
}
