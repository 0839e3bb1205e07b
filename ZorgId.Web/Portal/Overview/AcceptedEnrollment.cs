using ZorgId.Core;
using ZorgId.Core.Sessions;

namespace ZorgId.Web.Portal.Overview;

/// <summary>The enrollment that was accepted last, as the overview tells of it.</summary>
/// <param name="IsNewUser">Else it was a new phone of someone who was registered before.</param>
public sealed record AcceptedEnrollment(SessionId Sid, AccountId AccountId, string Name, string DeviceName, string Digits, bool IsNewUser);
