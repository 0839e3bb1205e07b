using ZorgId.Core;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Keys;
using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.Sessions;
using ZorgId.Tests.Support;
using static ZorgId.Tests.Core.Scope.ScopeScene;

namespace ZorgId.Tests.Core.Scope;

/// <summary>Every use case, why it is no way into another organisation, and an attempt at it.</summary>
public static class ScopedUseCases
{
    private const string ByActor = "It takes the actor, and looks in the database whether what it touches is theirs.";
    private const string ByPhone = "It takes a signed message: who it is for follows from the key, and what it is about from a secret that the phone has scanned or got.";
    private const string ByDialog = "The sid is 128 random bits, known to the dialog that opened the session and to the phone that scanned it.";
    private const string ByCookie = "The key is 256 random bits, in the cookie of one browser.";
    private const string ByOperator = "For who has the machine: no page and no message leads to it.";
    private const string BySweep = "It looks at the clock, takes nothing from anyone and returns a number.";

    /// <summary>Tries, asserts the refusal, and returns whatever came back.</summary>
    public delegate Task<object?> Attempt(ScopeScene scene);

    public static readonly IReadOnlyList<(Type UseCase, string Why, Attempt Attempt)> All =
    [
        (typeof(UserDirectory), ByActor, FindAsync),
        (typeof(EnrollNewUser), ByActor, RegisterAsync),
        (typeof(RenewEnrollment), ByActor, RenewAsync),
        (typeof(RevokeEnrolledPhone), ByActor, RevokeAsync),
        (typeof(FindOwnEnrollment), ByActor + " Besides, only who opened it finds it.", FindOwnAsync),
        (typeof(FindDisputedEnrollments), ByActor, FindDisputedAsync),
        (typeof(AnswerSecondPhone), ByActor, AnswerSecondPhoneAsync),
        (typeof(MessageAuthentication), ByPhone, s => UnlockAsync(s)),
        (typeof(AnswerIdentity), ByPhone, LeaveAsync),
        (typeof(ClaimSession), ByPhone, ClaimAsync),
        (typeof(DecideSession), ByPhone, DecideAsync),
        (typeof(ExchangeTypedCode), ByPhone, TypeAsync),
        (typeof(ViewLogin), ByDialog, s => GuessAsync(sid => s.Portal.Get<ViewLogin>().ExecuteAsync(sid, Cancellation))),
        (typeof(ViewEnrollment), ByDialog, s => GuessAsync(sid => s.Portal.Get<ViewEnrollment>().ExecuteAsync(sid, Cancellation))),
        (typeof(CancelSession), ByDialog, CancelAsync),
        (typeof(ShowTypedCode), ByDialog + " Besides, it takes the QR that is shown.", ShowTypedCodeAsync),
        (typeof(SignIn), ByDialog + " It comes in a ticket that works in that dialog's browser only.", SignInAsync),
        (typeof(SignOut), ByCookie, SignOutAsync),
        (typeof(ViewPortalSession), ByCookie, ViewPortalSessionAsync),
        (typeof(CurrentActor), ByCookie, BecomeAsync),
        (typeof(OpenLogin), "Anyone may be shown a QR; whose phone scans it decides who comes in.", OpenLoginAsync),
        (typeof(EnrollAdministrator), ByOperator, _ => OutOfReachAsync<EnrollAdministrator>()),
        (typeof(VerifyAudit), ByOperator, _ => OutOfReachAsync<VerifyAudit>()),
        (typeof(PruneAudit), ByOperator, _ => OutOfReachAsync<PruneAudit>()),
        (typeof(SettleRestored), ByOperator, _ => OutOfReachAsync<SettleRestored>()),
        (typeof(ViewAuditHead), ByOperator, _ => OutOfReachAsync<ViewAuditHead>()),
        (typeof(CheckClock), ByOperator, _ => OutOfReachAsync<CheckClock>()),
        (typeof(ServerKeys), ByOperator, _ => OutOfReachAsync<ServerKeys>()),
        (typeof(LearnPhoneNetworks), "It reads the log for the limits on messages, and returns nothing.", LearnAsync),
        (typeof(ExpireSessions), BySweep, s => SweepAsync(s.Portal.Get<ExpireSessions>().ExecuteAsync(Cancellation))),
        (typeof(ExpirePortalSessions), BySweep, s => SweepAsync(s.Portal.Get<ExpirePortalSessions>().ExecuteAsync(Cancellation))),
    ];

    private static Task<object?> FindAsync(ScopeScene s) => ActAsync(s, async actor =>
    {
        var page = await s.Portal.Get<UserDirectory>().FindAsync(actor, new UserQuery(), Cancellation);
        Assert.Equal(s.Who == Outsider.Elsewhere ? [s.Outsider.AccountId] : [], page.Rows.Select(r => r.AccountId));
        Assert.Equal(page.Rows.Count, page.Total);
        Assert.Null(await s.Portal.Get<UserDirectory>().FindPageOfAsync(actor, new UserQuery(), s.Anna, Cancellation));
        return page;
    });

    private static Task<object?> RegisterAsync(ScopeScene s) => ActAsync(s, async actor =>
    {
        var result = await s.Portal.RegisterAsync(actor, Seed.Form(s.Boss, "Kramer"));
        Assert.Equal(RegistrationFault.NotManaged, Assert.Single(result.Errors).Fault);
        return result;
    });

    private static Task<object?> RenewAsync(ScopeScene s) => ActAsync(s, async actor =>
    {
        var opened = await s.Portal.Get<RenewEnrollment>().ExecuteAsync(actor, s.Anna, Cancellation);
        Assert.Null(opened);
        return opened;
    });

    private static Task<object?> RevokeAsync(ScopeScene s) => ActAsync(s, async actor =>
    {
        Assert.False(await s.Portal.Get<RevokeEnrolledPhone>().ExecuteAsync(actor, s.Enrolled, Cancellation));
        return null;
    });

    private static Task<object?> FindOwnAsync(ScopeScene s) => ActAsync(s, async actor =>
    {
        Assert.True(SessionId.TryParse(s.Open.Sid, out var sid));
        var found = await s.Portal.Get<FindOwnEnrollment>().ExecuteAsync(actor, sid, Cancellation);
        Assert.Null(found);
        return found;
    });

    private static Task<object?> FindDisputedAsync(ScopeScene s) => ActAsync(s, async actor =>
    {
        var found = await s.Portal.Get<FindDisputedEnrollments>().ExecuteAsync(actor, Cancellation);
        Assert.Empty(found);
        return found;
    });

    private static Task<object?> AnswerSecondPhoneAsync(ScopeScene s) => ActAsync(s, async actor =>
    {
        Assert.False(await s.Portal.Get<AnswerSecondPhone>().ExecuteAsync(actor, s.Enrolled, Cancellation));
        return null;
    });

    // Nobody is no actor: there is nothing to call it with, and called all the same it does not come to an answer.
    private static async Task<object?> ActAsync(ScopeScene s, Func<Actor, Task<object?>> act)
    {
        if (s.Who != Outsider.Nobody)
            return await act(s.Outsider);
        await Assert.ThrowsAsync<NullReferenceException>(() => act(s.Outsider));
        return null;
    }

    private static async Task<object?> UnlockAsync(ScopeScene s) =>
        Assert.Refused(RefusalReason.UnknownPhone, await s.Portal.UnlockAsync(s.Phone, NewNonce(s), change: NameAnna(s)));

    private static async Task<object?> LeaveAsync(ScopeScene s) => Assert.Refused(
        RefusalReason.UnknownPhone, await s.Portal.IdentifyAsync(s.Phone.Leave(TestPortal.Productie, NewNonce(s), change: NameAnna(s))));

    private static async Task<object?> ClaimAsync(ScopeScene s)
    {
        // A Signer is refused too, and the log tells it: ClaimSessionTests.
        if (s.Who == Outsider.Nobody)
            Assert.Refused(RefusalReason.UnknownPhone, await s.Portal.ClaimAsync(s.Phone, await s.Portal.OpenLoginAsync()));

        return Assert.Refused(RefusalReason.SessionUnknown, await s.Portal.ClaimAsync(s.Phone, s.Open with { Code = s.Claimed.Qr.Code }));
    }

    private static async Task<object?> DecideAsync(ScopeScene s) =>
        Assert.Refused(RefusalReason.SessionUnknown, await s.Portal.AcceptAsync(s.Phone, s.Claimed.Qr, s.Claimed.Nonce));

    private static async Task<object?> TypeAsync(ScopeScene s) =>
        Assert.Refused(RefusalReason.SessionUnknown, await s.Portal.TypeAsync(s.Phone, TypedCode.New().ToString()));

    private static async Task<object?> GuessAsync(Func<SessionId, Task> use)
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => use(SessionId.New()));
        return null;
    }

    // A guess closes nothing, which the rows tell.
    private static async Task<object?> CancelAsync(ScopeScene s)
    {
        await s.Portal.Get<CancelSession>().ExecuteAsync(SessionId.New(), Cancellation);
        return null;
    }

    private static async Task<object?> ShowTypedCodeAsync(ScopeScene s)
    {
        var shown = await s.Portal.ShowTypedCodeAsync(s.Open with { Code = s.Claimed.Qr.Code });
        Assert.Null(shown);
        return shown;
    }

    private static async Task<object?> SignInAsync(ScopeScene s)
    {
        var ticket = s.Portal.Get<LoginTickets>().Create(s.Enrolled, "the browser of the organisation");
        Assert.False(s.Portal.Get<LoginTickets>().TryRead(ticket, "another browser", out _));
        foreach (var sid in (SessionId[])[SessionId.New(), s.Enrolled])
            Assert.Null(await s.Portal.Get<SignIn>().ExecuteAsync(sid, PortalEnvironment.Productie, TestPortal.Browser, Cancellation));
        return null;
    }

    private static async Task<object?> SignOutAsync(ScopeScene s)
    {
        await s.Portal.Get<SignOut>().ExecuteAsync(PortalSessionKey.New(), TestPortal.Browser.Client, Cancellation);
        return null;
    }

    private static async Task<object?> ViewPortalSessionAsync(ScopeScene s)
    {
        var view = await s.Portal.Get<ViewPortalSession>().ExecuteAsync(PortalSessionKey.New(), PortalEnvironment.Productie, Cancellation);
        Assert.Equal(PortalSessionEnd.LoggedOut, view.Over);
        return view;
    }

    private static async Task<object?> BecomeAsync(ScopeScene s)
    {
        Assert.Null(await s.Portal.FindActorAsync(PortalSessionKey.New()));
        Assert.Null(await s.Portal.FindActorAsync(s.Key, environment: PortalEnvironment.Acceptatie));
        var actor = await s.Portal.FindActorAsync(s.Key);
        Assert.Equal(s.Who == Outsider.Elsewhere ? s.Outsider.AccountId : null, actor?.AccountId);
        Assert.False(actor?.Manages(s.Organisation) == true);
        return actor;
    }

    private static async Task<object?> OpenLoginAsync(ScopeScene s)
    {
        var qr = await s.Portal.OpenLoginAsync();
        var opened = await s.Portal.SessionAsync(qr.Sid);
        Assert.Equal((null, null), (opened.AccountId, opened.Organisation));
        return qr;
    }

    private static Task<object?> OutOfReachAsync<T>()
    {
        Assert.Empty(Reach.Of(typeof(T)));
        return Task.FromResult<object?>(null);
    }

    private static async Task<object?> LearnAsync(ScopeScene s)
    {
        await s.Portal.Get<LearnPhoneNetworks>().ExecuteAsync(Cancellation);
        return null;
    }

    private static async Task<object?> SweepAsync(Task<int> sweep)
    {
        Assert.Equal(0, await sweep);
        return null;
    }

    private static string NewNonce(ScopeScene s) => s.Portal.Get<ChallengeNonces>().Create(PortalEnvironment.Productie);

    private static Action<TestJws> NameAnna(ScopeScene s) => jws => jws.Header["kid"] = s.AnnasPhone.Kid;
}
