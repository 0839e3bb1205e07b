using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Health;

/// <summary>Checks that there is room on the disk of the SQLite database.</summary>
internal sealed class DiskHealth(PortalSettings portal, IOptions<HealthSettings> settings) : IHealthCheck
{
    private const long Mebibyte = 1024 * 1024;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var free = new DriveInfo(Path.GetDirectoryName(portal.Database.File)!).AvailableFreeSpace / Mebibyte;
        return Task.FromResult(free >= settings.Value.FreeDiskMebibytes
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(string.Create(
                CultureInfo.InvariantCulture,
                $"{free} MiB are free where the database lies, "
                + $"less than Health:FreeDiskMebibytes ({settings.Value.FreeDiskMebibytes}).")));
    }
}
