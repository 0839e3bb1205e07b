using ZorgId.Core.PortalSessions;
using ZorgId.Tests.Core.Scope;
using ZorgId.Tests.Support;
using static ZorgId.Tests.Core.Scope.ScopeScene;

namespace ZorgId.Tests.Core.PortalSessions;

public sealed class PortalSessionsScopedCases : ScopedCases
{
    public override IEnumerable<ScopedCase> All =>
    [
        new(typeof(SignIn), ByDialog + " It comes in a ticket that works in that dialog's browser only.", SignInAsync),
        new(typeof(SignOut), ByCookie, SignOutAsync),
        new(typeof(ViewPortalSession), ByCookie, ViewPortalSessionAsync),
        new(typeof(CurrentActor), ByCookie, BecomeAsync),
        new(typeof(ExpirePortalSessions), BySweep, s => SweepAsync(s.Portal.Get<ExpirePortalSessions>().ExecuteAsync(Cancellation))),
    ];

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
        Assert.Equal(s.Who == Outsider.Elsewhere ? (await s.Portal.PhoneAsync(s.Phone)).AccountId : null, actor?.AccountId);
        Assert.False(actor?.Actor.Manages(s.Organisation) == true);
        return actor?.Actor;
    }
}
