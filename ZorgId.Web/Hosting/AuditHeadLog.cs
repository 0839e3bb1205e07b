using ZorgId.Core.Audit;
using ZorgId.Core.Audit.Tree;

namespace ZorgId.Web.Hosting;

/// <summary>
/// Writes the head of the portal's audit log to the operator's log: at the start, in each minute in which it changed, and at the end.
/// At the start it also writes the public key that checks what others are told of the log.
/// Kept on another machine, those lines show what the database alone cannot show: that its log was rolled back or replaced.
/// </summary>
public sealed partial class AuditHeadLog(
    SealAudit seal,
    ViewAuditHead view,
    AuditSecret secret,
    AuditSigningKey signing,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<AuditHeadLog> logger) : BackgroundService
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(2);

    private AuditMark? _told;
    private Task? _lastLine;

    /// <summary>Begins only when the portal serves, so that a start that fails logs the reason and nothing else.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => _ = base.StartAsync(CancellationToken.None));
        return Task.CompletedTask;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (ExecuteTask is null)
            return;
        // Two callers may stop a host at once. The line is written once, and both wait for it, because either may dispose the host.
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _lastLine, told.Task, comparand: null) is { } ofTheOther)
        {
            await ofTheOther;
            return;
        }

        try
        {
            await TellLastAsync();
        }
        finally
        {
            told.SetResult();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LogVerifier(signing.Verifier);
        using var timer = new PeriodicTimer(Rhythm, time);
        // Disposing the timer ends the loop without an exception.
        await using var end = stoppingToken.Register(timer.Dispose);
        do
        {
            await TellAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(CancellationToken.None));
    }

    private async Task TellLastAsync()
    {
        // Open circuits may have used up the time that the host allows for stopping, so the last line gets a little time of its own.
        using var enough = new CancellationTokenSource(ShutdownTimeout, time);
        await TellAsync(enough.Token, isLast: true);
    }

    private async Task TellAsync(CancellationToken cancellation, bool isLast = false)
    {
        try
        {
            // So the head tells all that was committed until now.
            await seal.ExecuteAsync(cancellation);
            var head = await view.ExecuteAsync(cancellation);
            if (head == _told)
                return;
            LogHead(head, secret.Fingerprint);
            _told = head;
        }
        catch (Exception exception) when (isLast || !cancellation.IsCancellationRequested)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(7513, LogLevel.Information, "Audit head {Head}, key {Key}.")]
    private partial void LogHead(AuditMark head, string key);

    [LoggerMessage(7515, LogLevel.Information, "Checkpoints and proofs of the audit log are checked with the key {Verifier}")]
    private partial void LogVerifier(NoteVerifier verifier);

    [LoggerMessage(7514, LogLevel.Warning, "The audit head could not be read; it is tried again.")]
    private partial void LogFailed(Exception exception);
}
