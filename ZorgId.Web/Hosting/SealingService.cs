using ZorgId.Core.Audit;

namespace ZorgId.Web.Hosting;

/// <summary>
/// Has the entries that PostgreSQL's writers have committed sealed, at most a second later. Every node does this; the database lets
/// one at a time.
/// </summary>
public sealed partial class SealingService(SealAudit seal, TimeProvider time, ILogger<SealingService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private HashSet<Guid> _told = [];
    private bool _hasFailed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await RunAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
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
            var result = await seal.ExecuteAsync(cancellation);
            _hasFailed = false;
            foreach (var entry in result.Unsealable.Where(entry => !_told.Contains(entry)))
                LogUnsealable(entry);
            _told = [.. result.Unsealable];
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // The next round begins anew from what is stored. A round comes twice a second, so only the first failure is told.
            if (!_hasFailed)
                LogFailed(exception);
            _hasFailed = true;
        }
    }

    [LoggerMessage(
        1121,
        LogLevel.Error,
        "Entry {Entry} of the log is not as this portal writes it, so it gets no place in the log: "
        + "somebody else has written or changed it.")]
    private partial void LogUnsealable(Guid entry);

    [LoggerMessage(1122, LogLevel.Warning, "Entries of the log could not be sealed; it is tried again.")]
    private partial void LogFailed(Exception exception);
}
