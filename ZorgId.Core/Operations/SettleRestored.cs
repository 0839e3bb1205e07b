using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;

namespace ZorgId.Core.Operations;

/// <summary>
/// A copy takes the place of a database that went on after it. Who was logged in then is logged out, and no QR of then opens
/// anything: since then someone may have been blocked, and a QR have been used. The log tells that the copy was put there.
/// </summary>
public sealed class SettleRestored(PortalTransactions transactions, IOptions<PortalSessionLimits> limits, TimeProvider time)
{
    private const string Unsigned = "unsigned";

    /// <param name="replaced">The head of the log that the copy replaces; null where there is none.</param>
    /// <param name="isUnsigned">No right signature of the copy was there, and the operator wanted it all the same.</param>
    public Task ExecuteAsync(AuditMark? replaced, bool isUnsigned, CancellationToken cancellation) => transactions.RunAsync(
        async db =>
        {
            var now = time.UtcNow();
            var last = await db.AuditEntries.AsNoTracking().OrderByDescending(e => e.Sequence).FirstOrDefaultAsync(cancellation);
            db.Record(new AuditEvent(
                AuditAction.DatabaseRestored,
                last?.Environment ?? PortalEnvironment.Productie,
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
        // Those whose time is over, the sweep writes down. A login that was accepted would let its browser in, within its minute.
        var open = await db.QrSessions.Where(s => ((s.State == SessionState.Open || s.State == SessionState.Claimed) && s.ExpiresAt > now)
            || (s.State == SessionState.Accepted && s.Kind == SessionKind.Login)).ToListAsync(cancellation);
        foreach (var session in open)
        {
            session.Cancel(CancelReason.DatabaseRestored, now);
            db.Record(
                session, AuditAction.SessionCancelled, now, actor: null, AuditClient.CommandLine,
                nameof(CancelReason.DatabaseRestored), AuditParty.Operator);
        }

        return open.Count;
    }
}
