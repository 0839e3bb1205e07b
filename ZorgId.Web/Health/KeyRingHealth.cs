using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ZorgId.Web.Platform;

namespace ZorgId.Web.Health;

/// <summary>Checks that the database's key ring can be opened, because the next start will have to open it.</summary>
internal sealed class KeyRingHealth(IKeyManager keys) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        try
        {
            return keys.GetAllKeys().Any(key => !key.IsRevoked && key.CanBeOpened())
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The database holds no key that can be opened.");
        }
        catch (Exception exception)
        {
            return HealthCheckResult.Unhealthy("The database's keys cannot be read.", exception);
        }
    }
}
