namespace ZorgId.Core.Audit;

/// <summary>Whether what was asked for was done (NEN 7513). The names are stored, so one may be added, and none renamed.</summary>
public enum AuditOutcome
{
    Done,

    /// <summary>The portal did not do it.</summary>
    Refused,
}

public static class AuditOutcomes
{
    /// <summary>Each action has one outcome: what is refused is an action of its own.</summary>
    public static AuditOutcome Outcome(this AuditAction action) => action
        is AuditAction.RegistrationRefused
        or AuditAction.SecondPhoneTurnedAway
        or AuditAction.LoginRefused
        or AuditAction.PinRefused
        or AuditAction.PhonePinBlocked
        or AuditAction.BlockedPhoneTried
            ? AuditOutcome.Refused
            : AuditOutcome.Done;
}
