using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.QrSessions;

/// <summary>An enrollment as the popup that shows its QR may show it now. The QR itself is nowhere but in that popup.</summary>
/// <param name="State"><see cref="SessionState.Expired"/> as soon as its time is over.</param>
/// <param name="ExpiresAt">UTC.</param>
/// <param name="VerificationCode">The two digits, once claimed.</param>
/// <param name="DeviceName">The phone that accepted.</param>
/// <param name="ClaimedFrom">The phone that claimed it, as a person could recognise it.</param>
/// <param name="SecondPhoneFrom">Another phone that showed the code since, and was turned away.</param>
/// <param name="CancelReason">Why it was cancelled, if so.</param>
public sealed record EnrollmentView(
    SessionState State,
    DateTime ExpiresAt,
    string? VerificationCode,
    string? DeviceName,
    ScanningPhone? ClaimedFrom,
    ScanningPhone? SecondPhoneFrom,
    CancelReason? CancelReason)
{
    internal static EnrollmentView Of(QrSession session, DateTime now) => new(
        session.IsPast(now) ? SessionState.Expired : session.State,
        session.ExpiresAt,
        session.VerificationCode,
        session.DeviceName,
        session.ClaimedFrom,
        session.SecondPhoneFrom,
        session.CancelReason);
}

/// <summary>Reads what an enrollment popup shows.</summary>
public sealed class ViewEnrollment(IDbContextFactory<PortalDb> databases, TimeProvider time)
{
    public async Task<EnrollmentView> ExecuteAsync(SessionId sid, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var session = await db.QrSessions.AsNoTracking().SingleAsync(s => s.Id == sid && s.Kind == SessionKind.Enrollment, cancellation);
        return EnrollmentView.Of(session, time.UtcNow());
    }
}
