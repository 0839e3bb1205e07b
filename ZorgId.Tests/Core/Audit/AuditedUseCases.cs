using ZorgId.Core;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Keys;
using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.Sessions;
using ZorgId.Tests.Support;
using static ZorgId.Core.Audit.AuditAction;

namespace ZorgId.Tests.Core.Audit;

/// <summary>Every use case that writes, what it is made to do, and all that the log must tell of it then.</summary>
public static class AuditedUseCases
{
    private const string WrongPin = "11223";

    /// <summary>The act, to be done once all before it is written; and what the log must tell of it.</summary>
    public delegate Task<(Func<Task> Act, Func<Task<AuditLine[]>> Lines)> Scenario(AuditScene scene);

    public static readonly IReadOnlyList<(Type UseCase, string Case, Scenario Scenario)> All =
    [
        (typeof(EnrollAdministrator), "first of an organisation", FirstAdministratorAsync),
        (typeof(EnrollAdministrator), "a user with a phone", RaiseAsync),
        (typeof(EnrollNewUser), "new", NewUserAsync),
        (typeof(EnrollNewUser), "known", KnownUserAsync),
        (typeof(RenewEnrollment), "open QR", RenewAsync),
        (typeof(RevokeEnrolledPhone), "not this phone", RevokeAsync),
        (typeof(ShowTypedCode), "enrollment", ShowTypedCodeAsync),
        (typeof(ClaimSession), "login", ClaimLoginAsync),
        (typeof(ClaimSession), "enrollment", ClaimEnrollmentAsync),
        (typeof(ClaimSession), "second phone", ClaimAgainAsync),
        (typeof(ClaimSession), "phone that comes after the first has accepted", ClaimTakenAsync),
        (typeof(ExchangeTypedCode), "phone that comes after the first has accepted", TypeTakenAsync),
        (typeof(AnswerSecondPhone), "right phone", AnswerAsync),
        (typeof(DecideSession), "accept login", AcceptLoginAsync),
        (typeof(DecideSession), "refuse login", RefuseLoginAsync),
        (typeof(DecideSession), "refuse enrollment", RefuseEnrollmentAsync),
        (typeof(DecideSession), "three wrong PINs", GuessAsync),
        (typeof(DecideSession), "new phone", NewPhoneAsync),
        (typeof(CancelSession), "claimed login", CancelLoginAsync),
        (typeof(CancelSession), "enrollment", CancelEnrollmentAsync),
        (typeof(ExpireSessions), "enrollment", ExpireEnrollmentAsync),
        (typeof(SignIn), "accepted", SignInAsync),
        (typeof(SignOut), "logged in", SignOutAsync),
        (typeof(ExpirePortalSessions), "idle", ExpirePortalSessionAsync),
        (typeof(AnswerIdentity), "right PIN", s => IdentifyAsync(s, n => s.Portal.UnlockAsync(s.Phone, n), PhoneUnlocked)),
        (typeof(AnswerIdentity), "wrong PIN", s => IdentifyAsync(s, n => s.Portal.UnlockAsync(s.Phone, n, WrongPin), PinRefused)),
        (typeof(AnswerIdentity), "another PIN", s => IdentifyAsync(s, n => s.Portal.ChangePinAsync(s.Phone, n, WrongPin), PinChanged)),
        (typeof(AnswerIdentity), "leave", LeaveAsync),
        (typeof(MessageAuthentication), "a phone that is blocked", BlockedAsync),
        (typeof(PruneAudit), "old entries", PruneAsync),
        (typeof(SettleRestored), "someone logged in, an enrollment open", SettleAsync),
    ];

    /// <summary>What writes and leaves no entry, or not in this case, as it is done.</summary>
    public static readonly IReadOnlyDictionary<Type, Scenario> SilentWriters = new Dictionary<Type, Scenario>
    {
        [typeof(OpenLogin)] = s => Task.FromResult(Plan(() => s.Portal.OpenLoginAsync())),
        [typeof(ShowTypedCode)] = ShowTypedCodeOfLoginAsync,
        [typeof(CurrentActor)] = BusyAsync,
        [typeof(ExchangeTypedCode)] = ExchangeAsync,
        [typeof(AnswerIdentity)] = UnlockAgainAsync,
    };

    /// <summary>What holds the database and leaves no entry, and why.</summary>
    public static readonly IReadOnlyDictionary<Type, string> Silent = new Dictionary<Type, string>
    {
        [typeof(OpenLogin)] = "A login that nobody claimed concerns nobody.",
        [typeof(CurrentActor)] = "That someone is still at work moves their idle limit, and nothing else.",
        [typeof(ServerKeys)] = "Keys of the whole portal; nobody's.",
        [typeof(VerifyAudit)] = "Reads.",
        [typeof(ViewAuditHead)] = "Reads.",
        [typeof(CheckClock)] = "Reads.",
        [typeof(LearnPhoneNetworks)] = "Reads.",
        [typeof(ViewLogin)] = "Reads.",
        [typeof(ViewEnrollment)] = "Reads.",
        [typeof(FindOwnEnrollment)] = "Reads.",
        [typeof(FindDisputedEnrollments)] = "Reads.",
        [typeof(ViewPortalSession)] = "Reads.",
        [typeof(UserDirectory)] = "Reads.",
    };

    private static (Func<Task>, Func<Task<AuditLine[]>>) Plan(Func<Task> act, params AuditLine[] lines) => (act, () => Task.FromResult(lines));

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
        return Plan(() => s.Portal.Get<RevokeEnrolledPhone>().ExecuteAsync(s.Boss, AuditScene.Sid(qr), AuditScene.Cancellation), s.Other(PhoneRevoked, account, qr.Sid));
    }

    // As long as nobody has claimed a login, it concerns nobody.
    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> ShowTypedCodeOfLoginAsync(AuditScene s)
    {
        var qr = await s.Portal.OpenLoginAsync();
        return Plan(() => s.Portal.MustShowTypedCodeAsync(qr));
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
        var nonce = s.Portal.Get<ChallengeNonces>().Create(PortalEnvironment.Productie);
        return Plan(() => s.Portal.UnlockAsync(s.Phone, nonce), s.Self(BlockedPhoneTried, TestPortal.PhoneClient));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> BusyAsync(AuditScene s)
    {
        var key = await s.Portal.LogInAsync(s.Phone);
        s.Portal.Pass(TimeSpan.FromMinutes(5));
        return Plan(() => s.Portal.FindActorAsync(key, byPerson: true));
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

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> AnswerAsync(AuditScene s)
    {
        var (qr, account) = await s.RegisterAsync();
        await s.Portal.AcceptAsync(new TestPhone(), qr);
        await s.Portal.ClaimAsync(new TestPhone(), qr);
        return Plan(() => s.Portal.Get<AnswerSecondPhone>().ExecuteAsync(s.Boss, AuditScene.Sid(qr), AuditScene.Cancellation), s.Other(SecondPhoneAnswered, account, qr.Sid));
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

    private static Task<(Func<Task>, Func<Task<AuditLine[]>>)> IdentifyAsync(AuditScene s, Func<string, Task> act, AuditAction told)
    {
        var nonce = s.Portal.Get<ChallengeNonces>().Create(PortalEnvironment.Productie);
        return Task.FromResult(Plan(() => act(nonce), s.Self(told, TestPortal.PhoneClient)));
    }

    private static Task<(Func<Task>, Func<Task<AuditLine[]>>)> LeaveAsync(AuditScene s)
    {
        var nonce = s.Portal.Get<ChallengeNonces>().Create(PortalEnvironment.Productie);
        return Task.FromResult(Plan(
            () => s.Portal.LeaveAsync(s.Phone, nonce),
            s.Self(PhoneGivenUp, TestPortal.PhoneClient),
            s.Nobody(PortalSessionEnded, AuditParty.System, s.Boss.AccountId, s.Boss.AccountId, AuditScene.Browser)));
    }

    private static Task<(Func<Task>, Func<Task<AuditLine[]>>)> PruneAsync(AuditScene s)
    {
        s.Portal.Pass(TimeSpan.FromDays(1827));
        return Task.FromResult(Plan(
            () => s.Portal.Get<PruneAudit>().ExecuteAsync(AuditScene.Cancellation),
            new AuditLine(LogPruned, AuditParty.Operator, null, null, null, null, AuditClient.CommandLine, null)));
    }

    private static async Task<(Func<Task>, Func<Task<AuditLine[]>>)> SettleAsync(AuditScene s)
    {
        var (qr, account) = await s.RegisterAsync();
        return Plan(
            () => s.Portal.Get<SettleRestored>().ExecuteAsync(replaced: null, isUnsigned: false, AuditScene.Cancellation),
            new AuditLine(DatabaseRestored, AuditParty.Operator, null, null, null, null, AuditClient.CommandLine, null),
            s.Nobody(PortalSessionEnded, AuditParty.System, s.Boss.AccountId, s.Boss.AccountId, AuditScene.Browser),
            s.Nobody(SessionCancelled, AuditParty.Operator, s.Boss.AccountId, account, AuditClient.CommandLine, qr.Sid));
    }

    private static async Task<(TestQr Qr, string Nonce)> ClaimedLoginAsync(AuditScene s)
    {
        var qr = await s.Portal.OpenLoginAsync();
        return (qr, await s.Portal.MustClaimAsync(s.Phone, qr));
    }
}
