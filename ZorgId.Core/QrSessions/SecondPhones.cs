using Microsoft.Extensions.Logging;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

/// <summary>Another phone has the session, and this one has shown its code too.</summary>
public sealed partial class SecondPhones(ILogger<SecondPhones> logger)
{
    /// <summary>Logged and shown once: a phone that insists must not fill the log.</summary>
    /// <returns>Whether it is news, which <see cref="Tell"/> is told after the commit.</returns>
    public static async Task<bool> TurnAwayAsync(
        PortalDb db,
        QrSession session,
        Phone? phone,
        ScanningPhone from,
        DateTime now,
        string? client,
        CancellationToken cancellation)
    {
        if (!session.NoteSecondPhone(from, now))
            return false;
        db.Record(session, AuditAction.SecondPhoneTurnedAway, now, phone?.AccountId, client, by: AuditParty.PhoneWithoutAccount);
        await db.ChangedAsync(cancellation, session);
        return true;
    }

    /// <summary>Tells the operator.</summary>
    /// <param name="session">From which a phone was turned away; null where none was.</param>
    public void Tell(QrSession? session)
    {
        // Of an administrator whom the operator added there may be nobody in the portal who could be asked.
        if (session is { Kind: SessionKind.Enrollment, OpenedBy: null })
            LogSecondPhone(session.Id.Value);
    }

    [LoggerMessage(
        201,
        LogLevel.Warning,
        "A second phone has shown the QR of enrollment {Sid}, which the operator opened. "
            + "If the phone that has it is not the administrator's, administrator add makes a new QR, which takes the phone's place.")]
    private partial void LogSecondPhone(string sid);
}
