using ZorgId.Core.Audit;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;
using ZorgId.Tests.Core.Audit;
using ZorgId.Tests.Support;
using static ZorgId.Core.Audit.AuditAction;

namespace ZorgId.Tests.Core.QrSessions;

public sealed class QrSessionsAuditedCases : AuditedCases
{
    public override IEnumerable<AuditedCase> All =>
    [
        new(typeof(ShowTypedCode), "enrollment", ShowTypedCodeAsync),
        new(typeof(ClaimSession), "login", ClaimLoginAsync),
        new(typeof(ClaimSession), "enrollment", ClaimEnrollmentAsync),
        new(typeof(ClaimSession), "second phone", ClaimAgainAsync),
        new(typeof(ClaimSession), "phone that comes after the first has accepted", ClaimTakenAsync),
        new(typeof(ExchangeTypedCode), "phone that comes after the first has accepted", TypeTakenAsync),
        new(typeof(DecideSession), "accept login", AcceptLoginAsync),
        new(typeof(DecideSession), "refuse login", RefuseLoginAsync),
        new(typeof(DecideSession), "refuse enrollment", RefuseEnrollmentAsync),
        new(typeof(DecideSession), "three wrong PINs", GuessAsync),
        new(typeof(DecideSession), "new phone", NewPhoneAsync),
        new(typeof(CancelSession), "claimed login", CancelLoginAsync),
        new(typeof(CancelSession), "enrollment", CancelEnrollmentAsync),
        new(typeof(ExpireSessions), "enrollment", ExpireEnrollmentAsync),
    ];

    public override IEnumerable<AuditedCase> SilentWriters =>
    [
        new(typeof(OpenLogin), "silent", s => Task.FromResult(Plan(() => s.Portal.OpenLoginAsync()))),
        new(typeof(ShowTypedCode), "silent", ShowTypedCodeOfLoginAsync),
        new(typeof(ExchangeTypedCode), "silent", ExchangeAsync),
    ];

    public override IEnumerable<(Type UseCase, string Why)> Silent =>
    [
        (typeof(OpenLogin), "A login that nobody claimed concerns nobody."),
        (typeof(ViewLogin), "Reads."),
        (typeof(ViewEnrollment), "Reads."),
    ];

    // As long as nobody has claimed a login, it concerns nobody.
    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> ShowTypedCodeOfLoginAsync(AuditScene s)
    {
        var qr = await s.Portal.OpenLoginAsync();
        return Plan(() => s.Portal.MustShowTypedCodeAsync(qr));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> ExchangeAsync(AuditScene s)
    {
        var code = await s.Portal.MustShowTypedCodeAsync(await s.Portal.OpenLoginAsync());
        return Plan(() => s.Portal.MustTypeAsync(s.Phone, code));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> ShowTypedCodeAsync(AuditScene s)
    {
        var (qr, account) = await s.RegisterAsync();
        return Plan(() => s.Portal.MustShowTypedCodeAsync(qr), s.Other(TypedCodeShown, account, qr.Sid));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> ClaimLoginAsync(AuditScene s)
    {
        var qr = await s.Portal.OpenLoginAsync();
        return Plan(() => s.Portal.ClaimAsync(s.Phone, qr), s.Self(SessionClaimed, TestPortal.PhoneClient, qr.Sid));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> ClaimEnrollmentAsync(AuditScene s)
    {
        var (qr, account) = await s.RegisterAsync();
        return Plan(
            () => s.Portal.ClaimAsync(new TestPhone(), qr),
            s.Nobody(SessionClaimed, AuditParty.PhoneWithoutAccount, s.Boss.AccountId, account, TestPortal.PhoneClient, qr.Sid));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> ClaimAgainAsync(AuditScene s)
    {
        var (qr, account) = await s.RegisterAsync();
        await s.Portal.MustClaimAsync(new TestPhone(), qr);
        return Plan(
            () => s.Portal.ClaimAsync(new TestPhone(), qr),
            s.Nobody(SecondPhoneTurnedAway, AuditParty.PhoneWithoutAccount, s.Boss.AccountId, account, TestPortal.PhoneClient, qr.Sid));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> ClaimTakenAsync(AuditScene s)
    {
        var (qr, account) = await s.RegisterAsync();
        await s.Portal.AcceptAsync(new TestPhone(), qr);
        return Plan(
            () => s.Portal.ClaimAsync(new TestPhone(), qr),
            s.Nobody(SecondPhoneTurnedAway, AuditParty.PhoneWithoutAccount, s.Boss.AccountId, account, TestPortal.PhoneClient, qr.Sid));
    }

    // What is typed, as what is scanned, is told of when it is claimed; but this one comes to no claim.
    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> TypeTakenAsync(AuditScene s)
    {
        var (qr, account) = await s.RegisterAsync();
        var typed = await s.Portal.MustShowTypedCodeAsync(qr);
        await s.Portal.AcceptAsync(new TestPhone(), qr);
        return Plan(
            () => s.Portal.TypeAsync(new TestPhone(), typed, TestPortal.PhoneClient),
            s.Nobody(SecondPhoneTurnedAway, AuditParty.PhoneWithoutAccount, s.Boss.AccountId, account, TestPortal.PhoneClient, qr.Sid));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> AcceptLoginAsync(AuditScene s)
    {
        var (qr, nonce) = await ClaimedLoginAsync(s);
        return Plan(() => s.Portal.AcceptAsync(s.Phone, qr, nonce), s.Self(SessionAccepted, TestPortal.PhoneClient, qr.Sid));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> RefuseLoginAsync(AuditScene s)
    {
        var (qr, nonce) = await ClaimedLoginAsync(s);
        return Plan(() => s.Portal.RefuseAsync(s.Phone, qr, nonce), s.Self(SessionRefused, TestPortal.PhoneClient, qr.Sid));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> RefuseEnrollmentAsync(AuditScene s)
    {
        var (qr, account) = await s.RegisterAsync();
        var phone = new TestPhone();
        var nonce = await s.Portal.MustClaimAsync(phone, qr);
        return Plan(
            () => s.Portal.RefuseAsync(phone, qr, nonce),
            s.Nobody(SessionRefused, AuditParty.PhoneWithoutAccount, s.Boss.AccountId, account, TestPortal.PhoneClient, qr.Sid));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> GuessAsync(AuditScene s)
    {
        var (qr, nonce) = await ClaimedLoginAsync(s);
        AuditLine Line(AuditAction action) => s.Self(action, TestPortal.PhoneClient, qr.Sid);
        return Plan(
            async () =>
            {
                foreach (var pin in (string[])["11223", "22334", "33445"])
                    await s.Portal.AcceptAsync(s.Phone, qr, nonce, pin);
            },
            Line(PinRefused), Line(PinRefused), Line(PhonePinBlocked), Line(SessionCancelled));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> NewPhoneAsync(AuditScene s)
    {
        var (first, account) = await s.RegisterAsync();
        await s.Portal.AcceptAsync(new TestPhone(), first);
        var opened = await s.Portal.Get<RenewEnrollment>().ExecuteAsync(s.Boss, account, AuditScene.Cancellation);
        var (phone, qr) = (new TestPhone(), TestQr.Parse(opened!.QrText));
        var nonce = await s.Portal.MustClaimAsync(phone, qr);
        return Plan(
            () => s.Portal.AcceptAsync(phone, qr, nonce),
            s.User(PhoneReplaced, account, qr.Sid), s.User(PhoneBound, account, qr.Sid), s.User(SessionAccepted, account, qr.Sid));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> CancelLoginAsync(AuditScene s)
    {
        var (qr, _) = await ClaimedLoginAsync(s);
        return Plan(
            () => s.Portal.CancelAsync(qr),
            s.Nobody(SessionCancelled, AuditParty.BrowserWithoutLogin, s.Boss.AccountId, s.Boss.AccountId, AuditScene.Browser, qr.Sid));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> CancelEnrollmentAsync(AuditScene s)
    {
        var (qr, account) = await s.RegisterAsync();
        return Plan(() => s.Portal.CancelAsync(qr), s.Other(SessionCancelled, account, qr.Sid) with { Client = null });
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> ExpireEnrollmentAsync(AuditScene s)
    {
        var (qr, account) = await s.RegisterAsync();
        s.Portal.Pass(TimeSpan.FromMinutes(10));
        return Plan(
            () => s.Portal.Get<ExpireSessions>().ExecuteAsync(AuditScene.Cancellation),
            s.Nobody(SessionExpired, AuditParty.System, s.Boss.AccountId, account, AuditClient.Server, qr.Sid));
    }
}
