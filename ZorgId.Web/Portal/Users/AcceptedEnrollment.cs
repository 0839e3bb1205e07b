using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;

namespace ZorgId.Web.Portal.Users;

/// <summary>An enrollment that a phone accepted, as the overview's alert describes it.</summary>
/// <param name="IsNewUser">False where it is a new phone of someone who was registered before.</param>
/// <param name="ClaimedFrom">The phone that accepted, as a person could recognise it.</param>
/// <param name="SecondPhoneFrom">Another phone that showed the same code, and was refused; null where there was none.</param>
/// <param name="IsRevoked">Whether its phone was revoked on this page.</param>
public sealed record AcceptedEnrollment(
    SessionId Sid,
    AccountId AccountId,
    string Name,
    string DeviceName,
    string Digits,
    bool IsNewUser,
    ScanningPhone? ClaimedFrom,
    ScanningPhone? SecondPhoneFrom,
    bool IsRevoked = false)
{
    /// <param name="view">An enrollment that a phone has accepted.</param>
    public static AcceptedEnrollment Of(SessionId sid, AccountId account, string name, bool isNewUser, EnrollmentView view) =>
        new(sid, account, name, view.DeviceName ?? "", view.VerificationCode ?? "", isNewUser, view.ClaimedFrom, view.SecondPhoneFrom);

    /// <param name="enrollment">An enrollment that a phone has accepted.</param>
    public static AcceptedEnrollment Of(OwnEnrollment enrollment) =>
        Of(enrollment.Sid, enrollment.AccountId, enrollment.Name, enrollment.IsNewUser, enrollment.View);

    /// <summary>
    /// Whether the alert is still true. The phone may be revoked, replaced or given up elsewhere. And where the alert says that it was
    /// revoked and offers a new QR, somebody else may have made one already.
    /// </summary>
    /// <param name="now">The same enrollment in its present state.</param>
    public bool IsTrue(OwnEnrollment now) => IsRevoked ? !now.IsSuperseded : now.HasPhone;
}
