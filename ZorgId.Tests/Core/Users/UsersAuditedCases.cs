using ZorgId.Core.Audit;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;
using ZorgId.Tests.Core.Audit;
using ZorgId.Tests.Support;
using static ZorgId.Core.Audit.AuditAction;

namespace ZorgId.Tests.Core.Users;

public sealed class UsersAuditedCases : AuditedCases
{
    public override IEnumerable<AuditedCase> All =>
    [
        new(typeof(AddAdministrator), "first of an organisation", FirstAdministratorAsync),
        new(typeof(AddAdministrator), "a user with a phone", RaiseAsync),
        new(typeof(RegisterUser), "new", NewUserAsync),
        new(typeof(RegisterUser), "known", KnownUserAsync),
        new(typeof(RenewEnrollment), "open QR", RenewAsync),
        new(typeof(RevokePhone), "not this phone", RevokeAsync),
        new(typeof(AnswerSecondPhone), "right phone", AnswerAsync),
    ];

    public override IEnumerable<(Type UseCase, string Why)> Silent =>
    [
        (typeof(FindOwnEnrollment), "Reads."),
        (typeof(FindDisputedEnrollments), "Reads."),
        (typeof(UserDirectory), "Reads."),
    ];

    private static Task<(Func<Task>, Func<Task<AuditLine[]>>)> FirstAdministratorAsync(AuditScene s)
    {
        TestQr? qr = null;
        return Task.FromResult<(Func<Task>, Func<Task<AuditLine[]>>)>((
            async () => qr = await s.Portal.AddAdministratorAsync(Seed.Administrator(Seed.Other, organisation: "Apotheek", ura: "07654321")),
            async () =>
            {
                var session = await s.Portal.SessionAsync(qr!.Sid);
                AuditLine Line(AuditAction action, AccountId? account, string? sid) =>
                    new(action, AuditParty.Operator, null, account, account, session.Organisation, AuditClient.CommandLine, sid);
                Assert.NotNull(session.Organisation);
                Assert.NotEqual(s.Organisation, session.Organisation);
                return [Line(OrganisationAdded, null, null), Line(AdministratorAdded, session.AccountId, null), Line(EnrollmentOpened, session.AccountId, qr!.Sid)];
            }
        ));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> RaiseAsync(AuditScene s)
    {
        var (first, account) = await s.RegisterAsync();
        await s.Portal.AcceptAsync(new TestPhone(), first);
        TestQr? qr = null;
        AuditLine Line(AuditAction action) => s.Nobody(action, AuditParty.Operator, account, account, AuditClient.CommandLine);
        return (
            async () => qr = await s.Portal.AddAdministratorAsync(Seed.Administrator(RegistrationRules.ToPerson(Seed.Form(s.Boss)))),
            () => Task.FromResult<AuditLine[]>([Line(AdministratorAdded), Line(PhoneRevoked), Line(EnrollmentOpened) with { SessionId = qr!.Sid }]));
    }

    private static Task<(Func<Task>, Func<Task<AuditLine[]>>)> NewUserAsync(AuditScene s)
    {
        (TestQr? Qr, AccountId Account) user = default;
        return Task.FromResult<(Func<Task>, Func<Task<AuditLine[]>>)>((
            async () => user = await s.RegisterAsync(),
            () => Task.FromResult<AuditLine[]>([s.Other(UserRegistered, user.Account), s.Other(EnrollmentOpened, user.Account, user.Qr!.Sid)])));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> KnownUserAsync(AuditScene s)
    {
        var (_, account) = await s.RegisterAsync();
        return Plan(() => s.Portal.RegisterAsync(s.Boss, Seed.Form(s.Boss)), s.Other(RegistrationRefused, account));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> RenewAsync(AuditScene s)
    {
        var (qr, account) = await s.RegisterAsync();
        OpenedEnrollment? opened = null;
        return (
            async () => opened = await s.Portal.Get<RenewEnrollment>().ExecuteAsync(s.Boss, account, AuditScene.Cancellation),
            () => Task.FromResult<AuditLine[]>([s.Other(SessionCancelled, account, qr.Sid), s.Other(EnrollmentOpened, account, opened!.Sid.Value)]));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> RevokeAsync(AuditScene s)
    {
        var (qr, account) = await s.RegisterAsync();
        await s.Portal.AcceptAsync(new TestPhone(), qr);
        return Plan(() => s.Portal.Get<RevokePhone>().ExecuteAsync(s.Boss, AuditScene.Sid(qr), AuditScene.Cancellation), s.Other(PhoneRevoked, account, qr.Sid));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> AnswerAsync(AuditScene s)
    {
        var (qr, account) = await s.RegisterAsync();
        await s.Portal.AcceptAsync(new TestPhone(), qr);
        await s.Portal.ClaimAsync(new TestPhone(), qr);
        return Plan(() => s.Portal.Get<AnswerSecondPhone>().ExecuteAsync(s.Boss, AuditScene.Sid(qr), AuditScene.Cancellation), s.Other(SecondPhoneAnswered, account, qr.Sid));
    }
}
