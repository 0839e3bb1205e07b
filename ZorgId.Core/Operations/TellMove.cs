using ZorgId.Core.Audit;

namespace ZorgId.Core.Operations;

/// <summary>Has a log that was moved to another database go on there under a new id, and tell first of the move.</summary>
public sealed class TellMove(RenewLog renewLog, TimeProvider time)
{
    /// <param name="moved">The head of the log that was moved.</param>
    public Task ExecuteAsync(AuditMark moved, CancellationToken cancellation) => renewLog.ExecuteAsync(
        (db, _) =>
        {
            db.Record(new AuditEvent(
                AuditAction.DatabaseMoved,
                Environment: null,
                time.UtcNow(),
                Client: AuditClient.CommandLine,
                Detail: moved.ToString(),
                By: AuditParty.Operator));
            return Task.FromResult(true);
        },
        cancellation);
}
