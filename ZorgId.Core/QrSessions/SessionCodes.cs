using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

/// <summary>Tells whether a code is, or was, one of a session's: shown in its QR, or made for the key that brings it.</summary>
public sealed class SessionCodes(LoginSecrets secrets)
{
    /// <summary>What a code is worth in a phone's claim.</summary>
    public async Task<CodeValidity> JudgeAsync(
        PortalDb db, QrSession session, string code, PhoneKey key, DateTime now, CancellationToken cancellation)
    {
        if (JudgeShown(session, code, now) is var shown && shown != CodeValidity.Foreign)
            return shown;
        var hash = QrSession.HashOf(code);
        var personal = await db.PersonalCodes.AsNoTracking()
            .SingleOrDefaultAsync(c => c.SessionId == session.Id && c.Kid == key.Kid && c.Hash == hash, cancellation);
        return personal is null ? CodeValidity.Foreign : now < personal.ExpiresAt ? CodeValidity.Good : CodeValidity.Earlier;
    }

    /// <summary>What a code is worth as the session's QR shows it.</summary>
    public CodeValidity JudgeShown(QrSession session, string code, DateTime now) => session.Kind switch
    {
        // After its end a login shows no codes. Otherwise a stranger who asks for a session that is long over
        // would make us compute all the steps since.
        SessionKind.Login => LoginCode.Judge(
            secrets.Reveal(session.Id, session.ProtectedSecret!),
            code,
            LoginCode.StepAt(session.OpenedAt, now < session.ExpiresAt ? now : session.ExpiresAt)),
        SessionKind.Enrollment => session.IsEnrollmentCode(code) ? CodeValidity.Good : CodeValidity.Foreign,
        _ => throw new ArgumentOutOfRangeException(nameof(session)),
    };
}
