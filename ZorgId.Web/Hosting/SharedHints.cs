using ZorgId.Core.Changes;

namespace ZorgId.Web.Hosting;

/// <summary>Has this node tell the others what happens here, and hear what happens there.</summary>
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
            // The end.
        }
    }
}
