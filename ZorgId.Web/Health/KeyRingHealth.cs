using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ZorgId.Web.Health;

/// <summary>The database's key ring can be opened, as the next start will have to.</summary>
internal sealed class KeyRingHealth(IKeyManager keys) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        try
        {
            // Making the encryptor is what decrypts the key.
            return keys.GetAllKeys().Any(key => !key.IsRevoked && key.CreateEncryptor() is not null)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The database holds no key that can be opened.");
        }
        catch (Exception exception)
        {
            return HealthCheckResult.Unhealthy("The database's keys cannot be read.", exception);
        }
    }
}
