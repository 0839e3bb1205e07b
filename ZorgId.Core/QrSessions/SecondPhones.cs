using Microsoft.Extensions.Logging;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

/// <summary>Handles a phone that shows a session's code after another phone has claimed it.</summary>
public sealed partial class SecondPhones(ILogger<SecondPhones> logger)
{
    /// <summary>Records and shows it once, because a phone that insists must not fill the log.</summary>
    /// <returns>Whether it is the first time; then <see cref="Tell"/> is called after the commit.</returns>
    public static async Task<bool> TurnAwayAsync(
        PortalDb db,
        QrSession session,
        KnownPhone? phone,
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

    /// <summary>Warns the operator.</summary>
    /// <param name="session">The session from which a phone was turned away; null where none was.</param>
    public void Tell(QrSession? session)
    {
        // When the operator added an administrator, there may be nobody in the portal who could be asked.
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
