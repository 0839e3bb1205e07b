using ZorgId.Core.Changes;

namespace ZorgId.Web.Hosting;

/// <summary>Lets this node notify the other nodes of what happens here, and be notified of what happens there.</summary>
public sealed class SharedHints(PostgreSqlNotifier events) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await events.RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }
}
