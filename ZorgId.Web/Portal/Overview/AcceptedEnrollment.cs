using ZorgId.Core;
using ZorgId.Core.Sessions;

namespace ZorgId.Web.Portal.Overview;

/// <summary>The enrollment that was accepted last, as the overview tells of it.</summary>
/// <param name="IsNewUser">Else it was a new phone of someone who was registered before.</param>
/// <param name="ClaimedFrom">The phone that has it, as a person could recognise it.</param>
/// <param name="SecondPhoneFrom">Another phone that showed the code and was turned away; null where there was none.</param>
public sealed record AcceptedEnrollment(
    SessionId Sid, AccountId AccountId, string Name, string DeviceName, string Digits, bool IsNewUser, string? ClaimedFrom, string? SecondPhoneFrom)
{
    /// <param name="enrollment">One that a phone has accepted.</param>
    public static AcceptedEnrollment Of(OwnEnrollment enrollment)
    {
        var (sid, account, name, isNewUser, view) = enrollment;
        return new(sid, account, name, view.DeviceName ?? "", view.VerificationCode ?? "", isNewUser, view.ClaimedFrom, view.SecondPhoneFrom);
    }
}
