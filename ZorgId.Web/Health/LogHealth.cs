using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ZorgId.Core.Audit;

namespace ZorgId.Web.Health;

/// <summary>Checks that what is written to the log gets its place in it. On SQLite it has that at once.</summary>
internal sealed class LogHealth(AuditBacklog backlog) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(backlog.Longest is var longest && longest > AuditBacklog.Late
            ? HealthCheckResult.Unhealthy(string.Create(
                CultureInfo.InvariantCulture,
                $"Entries of the log have had no place in it for {longest.TotalSeconds:F0} seconds; "
                + $"after {AuditBacklog.TooLate.TotalSeconds:F0} nothing is written until they have."))
            : HealthCheckResult.Healthy());
}
