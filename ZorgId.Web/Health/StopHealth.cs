using Microsoft.Extensions.Diagnostics.HealthChecks;
using ZorgId.Web.Platform.Circuits;

namespace ZorgId.Web.Health;

/// <summary>The server is there to stay: a balancer sends nobody to one that has begun to stop.</summary>
internal sealed class StopHealth(ServerStop stop) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(stop.HasBegun ? HealthCheckResult.Unhealthy("stopping") : HealthCheckResult.Healthy());
}
