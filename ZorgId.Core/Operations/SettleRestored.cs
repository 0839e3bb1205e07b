using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;

namespace ZorgId.Core.Operations;

/// <summary>
/// Settles a backup that takes the place of the database. Everyone who was logged in is logged out, and
/// every open QR is cancelled, because since the backup was made someone may have been blocked, and a
/// QR may have been used. The log gets a new id, and tells first that the backup was put there.
/// </summary>
public sealed class SettleRestored(
    RenewLog renewLog, IOptions<PortalSessionLimits> limits, TimeProvider time)
{
    private const string Unsigned = "unsigned";

    /// <param name="replaced">The head of the log that the copy replaces; null where there is none.</param>
    /// <param name="isUnsigned">The copy came without a right signature, and the operator accepted that.</param>
    public Task ExecuteAsync(AuditMark? replaced, bool isUnsigned, CancellationToken cancellation) => renewLog.ExecuteAsync(
        async (db, cancellation) =>
        {
            var now = time.UtcNow();
            db.Record(new AuditEvent(
                AuditAction.DatabaseRestored,
                Environment: null,
                now,
                Client: AuditClient.CommandLine,
                Detail: Describe(replaced, isUnsigned),
                By: AuditParty.Operator));
            return await EndPortalSessionsAsync(db, now, cancellation) + await CancelSessionsAsync(db, now, cancellation);
        },
        cancellation);

    private static string? Describe(AuditMark? replaced, bool isUnsigned) => (replaced, isUnsigned) switch
    {
        (_, false) => replaced?.ToString(),
        (null, true) => Unsigned,
        (not null, true) => $"{replaced} {Unsigned}",
    };

    private async Task<int> EndPortalSessionsAsync(PortalDb db, DateTime now, CancellationToken cancellation)
    {
        var living = await db.PortalSessions.Where(s => s.EndedAt == null).ToListAsync(cancellation);
        foreach (var session in living)
            db.End(session, session.FindEnd(now, limits.Value) ?? PortalSessionEnd.LoggedOut, now);
        return living.Count;
    }

    private static async Task<int> CancelSessionsAsync(PortalDb db, DateTime now, CancellationToken cancellation)
    {
        // ExpireSessions ends those whose time is over. An accepted login is cancelled too, because its
        // browser could use it within its minute.
        var open = await db.QrSessions.Where(s => ((s.State == SessionState.Open || s.State == SessionState.Claimed) && s.ExpiresAt > now)
            || (s.State == SessionState.Accepted && s.Kind == SessionKind.Login)).ToListAsync(cancellation);
        foreach (var session in open)
        {
            session.Cancel(CancelReason.DatabaseRestored, now);
            db.Record(session, AuditAction.SessionCancelled, now, OperatorActor.OnCommandLine, nameof(CancelReason.DatabaseRestored));
        }

        return open.Count;
    }
}
