using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.QrSessions;

/// <summary>A typed code as it is shown, once.</summary>
/// <param name="ExpiresAt">UTC.</param>
public sealed record ShownTypedCode(TypedCode Code, DateTime ExpiresAt);

/// <summary><i>Ik kan niet scannen</i>: whoever shows a session's QR, and nobody else, may show a typed code for it.</summary>
public sealed class ShowTypedCode(
    PortalTransactions transactions, SessionCodes codes, TypedCodeKey key, IOptions<SessionLifetimes> lifetimes, TimeProvider time)
{
    /// <param name="qrText">The QR that is shown now, which proves that the caller shows it.</param>
    /// <param name="browser">The browser that shows it.</param>
    /// <returns>
    /// Null where the session is not open any more, this is not its QR, or a login was opened on another
    /// network, because its code is for phones there. A code that was shown before is no longer good.
    /// </returns>
    public Task<ShownTypedCode?> ExecuteAsync(SessionId sid, string qrText, Requester browser, CancellationToken cancellation) =>
        transactions.RunAsync((db, cancellation) => ShowAsync(db, sid, qrText, browser, cancellation), cancellation);

    private async Task<ShownTypedCode?> ShowAsync(
        PortalDb db, SessionId sid, string qrText, Requester browser, CancellationToken cancellation)
    {
        var now = time.UtcNow();
        var session = await db.QrSessions.SingleAsync(s => s.Id == sid, cancellation);
        if (session.State != SessionState.Open || session.IsPast(now))
            return null;
        if (codes.JudgeShown(session, QrText.CodeOf(qrText), now) != CodeValidity.Good)
            return null;
        if (session.Kind == SessionKind.Login && !SameNetwork.Holds(session.Address, browser.Address))
            return null;

        DateTime? expiresAt = session.Kind == SessionKind.Login ? now + lifetimes.Value.TypedCode : null;
        var code = TypedCode.New();
        session.ShowTypedCode(key.Mac(session.Environment, code), expiresAt);
        db.Record(session, AuditAction.TypedCodeShown, now, session.OpenedBy, browser.Client);
        return new(code, expiresAt < session.ExpiresAt ? expiresAt.Value : session.ExpiresAt);
    }
}
