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
        Assert.False(await s.Portal.Get<RevokePhone>().ExecuteAsync(actor, s.Enrolled, Cancellation));
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
}
