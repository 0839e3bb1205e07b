using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;

namespace ZorgId.Web.Hosting;

/// <summary>
/// Ends sessions and portal sessions whose time is over, every few seconds, and learns from which networks phones have come.
/// </summary>
public sealed partial class ExpiryService(
    ExpireSessions expire,
    ExpirePortalSessions expirePortal,
    ExpirePhoneRows expirePhones,
    LearnPhoneNetworks learn,
    TimeProvider time,
    ILogger<ExpiryService> logger) : BackgroundService
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(5);

    // Clocks are corrected by this much in normal operation, which is not worth a warning.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private bool _isBehindTold;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rhythm, time);
        try
        {
            await LearnAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops. The exception must not leave this method: of a server that could not start, the host would log it.
        }
    }

    // It is called before the first round too, because a flood of requests can begin at once.
    private async Task LearnAsync(CancellationToken cancellation)
    {
        try
        {
            await learn.ExecuteAsync(cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            LogNotLearned(exception);
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        TellStepBack();
        await LearnAsync(cancellation);
        try
        {
            await expire.ExecuteAsync(cancellation);
            await expirePortal.ExecuteAsync(cancellation);
            await expirePhones.ExecuteAsync(cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // The next round does what this one could not do. The portal itself does not depend on it.
            LogFailed(exception);
        }
    }

    private void TellStepBack()
    {
        if (_isBehindTold || time is not SteadyClock { Behind: var behind } || behind < Tolerance)
            return;
        _isBehindTold = true;
        LogSetBack(behind);
    }

    [LoggerMessage(1101, LogLevel.Warning, "The networks of phones could not be read from the log; the next round tries again.")]
    private partial void LogNotLearned(Exception exception);

    [LoggerMessage(
        1102,
        LogLevel.Warning,
        "The clock of this machine was set back by {Behind}. The server goes on from the time that it had, so that nothing that is "
        + "over becomes good again. Start it anew to have it take the machine's time.")]
    private partial void LogSetBack(TimeSpan behind);

    [LoggerMessage(1103, LogLevel.Warning, "Sessions whose time is over could not be ended or deleted; the next round tries again.")]
    private partial void LogFailed(Exception exception);
}
