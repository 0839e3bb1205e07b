using ZorgId.Core.PortalSessions;
using ZorgId.Core.Sessions;

namespace ZorgId.Web.Hosting;

/// <summary>Sweeps sessions and portal sessions whose time is over, every few seconds.</summary>
public sealed partial class Sweep(ExpireSessions expire, ExpirePortalSessions expirePortal, TimeProvider time, ILogger<Sweep> logger) : BackgroundService
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rhythm, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end. The host expects this exception of a server that stops, and reports it of one that could not start.
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await expire.ExecuteAsync(cancellation);
            await expirePortal.ExecuteAsync(cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // The next round does what this one left; the portal itself does not depend on it.
            LogFailed(exception);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The sweep of ended sessions failed; it is tried again.")]
    private partial void LogFailed(Exception exception);
}
