using ZorgId.Core.Audit;

namespace ZorgId.Web.Hosting;

/// <summary>Has the head of the log published, at most once an hour. Every node asks for it; the database lets one at a time.</summary>
public sealed partial class CheckpointService(PublishCheckpoint publish, TimeProvider time, ILogger<CheckpointService> logger)
    : BackgroundService
{
    // It is much shorter than the hour, so that servers that are started anew often still publish.
    private static readonly TimeSpan Rhythm = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rhythm, time);
        try
        {
            // The first round comes after a minute: a demo does not know before it listens by which name it is known.
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await publish.ExecuteAsync(cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(1123, LogLevel.Warning, "The checkpoint of the log could not be published; it is tried again.")]
    private partial void LogFailed(Exception exception);
}
