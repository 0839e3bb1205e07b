using ZorgId.Core.Users;
using ZorgId.Tests.Core.Scope;
using ZorgId.Tests.Support;
using static ZorgId.Tests.Core.Scope.ScopeScene;

namespace ZorgId.Tests.Core.Users;

public sealed class UsersScopedCases : ScopedCases
{
    public override IEnumerable<ScopedCase> All =>
    [
        new(typeof(UserDirectory), ByActor, FindAsync),
        new(typeof(RegisterUser), ByActor, RegisterAsync),
        new(typeof(RenewEnrollment), ByActor, RenewAsync),
        new(typeof(RevokePhone), ByActor, RevokeAsync),
        new(typeof(FindOwnEnrollment), ByActor + " Besides, only who opened it finds it.", FindOwnAsync),
        new(typeof(FindDisputedEnrollments), ByActor, FindDisputedAsync),
        new(typeof(AnswerSecondPhone), ByActor, AnswerSecondPhoneAsync),
        new(typeof(AddAdministrator), ByOperator, _ => OutOfReachAsync<AddAdministrator>()),
    ];

    private static async Task<object?> FindAsync(ScopeScene s)
    {
        var page = await s.Portal.Get<UserDirectory>().FindAsync(s.Call, new UserQuery(), Cancellation);
        var own = (await s.Portal.FindActorAsync(s.Key))?.AccountId;
        Assert.Equal(s.Who == Outsider.Elsewhere, page is not null);
        Assert.True(page is null || page.Rows.Select(r => (AccountId?)r.AccountId).SequenceEqual([own]));
        Assert.Equal(page?.Rows.Count, page?.Total);
        Assert.Null(await s.Portal.Get<UserDirectory>().FindPageOfAsync(s.Call, new UserQuery(), s.Anna, Cancellation));
        return page;
    }

    private static async Task<object?> RegisterAsync(ScopeScene s)
    {
        var result = await s.Portal.Get<RegisterUser>().ExecuteAsync(s.Call, Seed.Form(s.Boss, "Kramer"), Cancellation);
        Assert.Equal(RegistrationFault.NotManaged, Assert.Single(result.Errors).Fault);
        return result;
    }

    private static async Task<object?> RenewAsync(ScopeScene s)
    {
        var opened = await s.Portal.Get<RenewEnrollment>().ExecuteAsync(s.Call, s.Anna, Cancellation);
        Assert.Null(opened);
        return opened;
    }

    private static async Task<object?> RevokeAsync(ScopeScene s)
    {
        Assert.False(await s.Portal.Get<RevokePhone>().ExecuteAsync(s.Call, s.Enrolled, Cancellation));
        return null;
    }

    private static async Task<object?> FindOwnAsync(ScopeScene s)
    {
        Assert.True(SessionId.TryParse(s.Open.Sid, out var sid));
        var found = await s.Portal.Get<FindOwnEnrollment>().ExecuteAsync(s.Call, sid, Cancellation);
        Assert.Null(found);
        return found;
    }

    private static async Task<object?> FindDisputedAsync(ScopeScene s)
    {
        var found = await s.Portal.Get<FindDisputedEnrollments>().ExecuteAsync(s.Call, Cancellation);
        Assert.True(s.Who == Outsider.Elsewhere ? found is [] : found is null);
        return found;
    }

    private static async Task<object?> AnswerSecondPhoneAsync(ScopeScene s)
    {
        Assert.False(await s.Portal.Get<AnswerSecondPhone>().ExecuteAsync(s.Call, s.Enrolled, Cancellation));
        return null;
    }
}
