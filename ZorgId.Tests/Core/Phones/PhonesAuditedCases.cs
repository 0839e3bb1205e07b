using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Phones;
using ZorgId.Tests.Core.Audit;
using ZorgId.Tests.Support;
using static ZorgId.Core.Audit.AuditAction;

namespace ZorgId.Tests.Core.Phones;

public sealed class PhonesAuditedCases : AuditedCases
{
    public override IEnumerable<AuditedCase> All =>
    [
        new(typeof(AnswerIdentity), "right PIN", s => IdentifyAsync(s, n => s.Portal.UnlockAsync(s.Phone, n), PhoneUnlocked)),
        new(typeof(AnswerIdentity), "wrong PIN", s => IdentifyAsync(s, n => s.Portal.UnlockAsync(s.Phone, n, WrongPin), PinRefused)),
        new(typeof(AnswerIdentity), "another PIN", s => IdentifyAsync(s, n => s.Portal.ChangePinAsync(s.Phone, n, WrongPin), PinChanged)),
        new(typeof(AnswerIdentity), "leave", LeaveAsync),
        new(typeof(MessageAuthentication), "a phone that is blocked", BlockedAsync),
    ];

    public override IEnumerable<AuditedCase> SilentWriters =>
    [
        new(typeof(AnswerIdentity), "silent", UnlockAgainAsync),
        new(typeof(ExpirePhoneRows), "silent", ForgetWrongPinAsync),
    ];

    public override IEnumerable<(Type UseCase, string Why)> Silent =>
    [
        (typeof(ExpirePhoneRows), "What goes was told when it came."),
        (typeof(LearnPhoneNetworks), "Reads."),
    ];

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> ForgetWrongPinAsync(AuditScene s)
    {
        await s.Portal.UnlockAsync(s.Phone, s.Portal.NewNonce(), WrongPin);
        s.Portal.Pass(ExpirePhoneRows.Kept + TimeSpan.FromSeconds(1));
        return Plan(() => s.Portal.Get<ExpirePhoneRows>().ExecuteAsync(AuditScene.Cancellation));
    }

    // Told with the phone's next entry.
    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> UnlockAgainAsync(AuditScene s)
    {
        var nonces = s.Portal.Get<ChallengeNonces>();
        await s.Portal.UnlockAsync(s.Phone, nonces.Create(PortalEnvironment.Productie));
        var nonce = nonces.Create(PortalEnvironment.Productie);
        return Plan(() => s.Portal.UnlockAsync(s.Phone, nonce));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> BlockedAsync(AuditScene s)
    {
        await s.Portal.SetStatusAsync(s.Boss.AccountId, AccountStatus.Blocked);
        var nonce = s.Portal.NewNonce();
        return Plan(() => s.Portal.UnlockAsync(s.Phone, nonce), s.Self(BlockedPhoneTried, TestPortal.PhoneClient));
    }

    private static Task<(Func<Task>, Func<Task<AuditLine[]>>)> IdentifyAsync(AuditScene s, Func<string, Task> act, AuditAction told)
    {
        var nonce = s.Portal.NewNonce();
        return Task.FromResult(Plan(() => act(nonce), s.Self(told, TestPortal.PhoneClient)));
    }

    private static Task<(Func<Task>, Func<Task<AuditLine[]>>)> LeaveAsync(AuditScene s)
    {
        var nonce = s.Portal.NewNonce();
        return Task.FromResult(Plan(
            () => s.Portal.LeaveAsync(s.Phone, nonce),
            s.Self(PhoneGivenUp, TestPortal.PhoneClient),
            s.Nobody(PortalSessionEnded, AuditParty.System, s.Boss.AccountId, s.Boss.AccountId, AuditScene.Browser)));
    }
}
