using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;

namespace ZorgId.Web.Portal.Users;

/// <summary>The enrollment that was accepted last, as the overview tells of it.</summary>
/// <param name="IsNewUser">Else it was a new phone of someone who was registered before.</param>
/// <param name="ClaimedFrom">The phone that has it, as a person could recognise it.</param>
/// <param name="SecondPhoneFrom">Another phone that showed the code and was turned away; null where there was none.</param>
/// <param name="IsRevoked">Its phone was taken back on this page.</param>
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
    /// <param name="view">One that a phone has accepted.</param>
    public static AcceptedEnrollment Of(SessionId sid, AccountId account, string name, bool isNewUser, EnrollmentView view) =>
        new(sid, account, name, view.DeviceName ?? "", view.VerificationCode ?? "", isNewUser, view.ClaimedFrom, view.SecondPhoneFrom);

    /// <param name="enrollment">One that a phone has accepted.</param>
    public static AcceptedEnrollment Of(OwnEnrollment enrollment) =>
        Of(enrollment.Sid, enrollment.AccountId, enrollment.Name, enrollment.IsNewUser, enrollment.View);

    /// <summary>
    /// Whether what the overview tells of it is still so. Its phone may be taken back, replaced or given up anywhere; and who reads that
    /// it was taken back must not make a new QR where somebody has made one.
    /// </summary>
    /// <param name="now">The same enrollment, as it is now.</param>
    public bool IsTrue(OwnEnrollment now) => IsRevoked ? !now.IsSuperseded : now.HasPhone;
}
