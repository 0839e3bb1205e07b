using ZorgId.Core.Audit;

namespace ZorgId.Tests.Core.Audit;

[Trait("Stores", "nothing")]
public sealed class AuditOutcomeTests
{
    // A new action is done or refused; whoever adds one says which.
    [Fact]
    public void Outcome_OfEachAction_IsRefusedWhereThePortalDidNotDoIt() => Assert.Equal(
        [
            AuditAction.RegistrationRefused, AuditAction.SecondPhoneTurnedAway, AuditAction.PinRefused, AuditAction.PhonePinBlocked,
            AuditAction.BlockedPhoneTried, AuditAction.LoginRefused,
        ],
        Enum.GetValues<AuditAction>().Where(a => a.Outcome() == AuditOutcome.Refused));
}
