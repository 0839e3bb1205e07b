using ZorgId.Core.Audit;
using ZorgId.Core.PortalSessions;
using ZorgId.Tests.Core.Audit;
using ZorgId.Tests.Support;
using static ZorgId.Core.Audit.AuditAction;

namespace ZorgId.Tests.Core.PortalSessions;

public sealed class PortalSessionsAuditedCases : AuditedCases
{
    public override IEnumerable<AuditedCase> All =>
    [
        new(typeof(SignIn), "accepted", SignInAsync),
        new(typeof(SignOut), "logged in", SignOutAsync),
        new(typeof(ExpirePortalSessions), "idle", ExpirePortalSessionAsync),
    ];

    public override IEnumerable<AuditedCase> SilentWriters =>
    [
        new(typeof(CurrentActor), "silent", BusyAsync),
    ];

    public override IEnumerable<(Type UseCase, string Why)> Silent =>
    [
        (typeof(CurrentActor), "That someone is still at work moves their idle limit, and nothing else."),
        (typeof(ViewPortalSession), "Reads."),
    ];

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> BusyAsync(AuditScene s)
    {
        var key = await s.Portal.LogInAsync(s.Phone);
        s.Portal.Pass(TimeSpan.FromMinutes(5));
        return Plan(() => s.Portal.FindActorAsync(key, byPerson: true));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> SignInAsync(AuditScene s)
    {
        var (qr, nonce) = await ClaimedLoginAsync(s);
        await s.Portal.AcceptAsync(s.Phone, qr, nonce);
        return Plan(() => s.Portal.SignInAsync(qr), s.Self(SignedIn, AuditScene.Browser, qr.Sid));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> SignOutAsync(AuditScene s)
    {
        var key = await s.Portal.LogInAsync(s.Phone);
        return Plan(() => s.Portal.Get<SignOut>().ExecuteAsync(key, TestPortal.Browser.Client, AuditScene.Cancellation), s.Self(SignedOut, AuditScene.Browser));
    }

    private static Task<(Func<Task>, Func<Task<AuditLine[]>>)> ExpirePortalSessionAsync(AuditScene s)
    {
        s.Portal.Pass(TimeSpan.FromMinutes(15));
        return Task.FromResult(Plan(
            () => s.Portal.Get<ExpirePortalSessions>().ExecuteAsync(AuditScene.Cancellation),
            s.Nobody(PortalSessionEnded, AuditParty.System, s.Boss.AccountId, s.Boss.AccountId, AuditScene.Browser)));
    }
}
