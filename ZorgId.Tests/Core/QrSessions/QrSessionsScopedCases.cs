using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Core.Scope;
using ZorgId.Tests.Support;
using static ZorgId.Tests.Core.Scope.ScopeScene;

namespace ZorgId.Tests.Core.QrSessions;

public sealed class QrSessionsScopedCases : ScopedCases
{
    public override IEnumerable<ScopedCase> All =>
    [
        new(typeof(ClaimSession), ByPhone, ClaimAsync),
        new(typeof(DecideSession), ByPhone, DecideAsync),
        new(typeof(ExchangeTypedCode), ByPhone, TypeAsync),
        new(typeof(ViewLogin), ByDialog, s => GuessAsync(sid => s.Portal.Get<ViewLogin>().ExecuteAsync(sid, Cancellation))),
        new(typeof(ViewEnrollment), ByDialog, s => GuessAsync(sid => s.Portal.Get<ViewEnrollment>().ExecuteAsync(sid, Cancellation))),
        new(typeof(CancelSession), ByDialog, CancelAsync),
        new(typeof(ShowTypedCode), ByDialog + " Besides, it takes the QR that is shown.", ShowTypedCodeAsync),
        new(typeof(OpenLogin), "Anyone may be shown a QR; whose phone scans it decides who comes in.", OpenLoginAsync),
        new(typeof(ExpireSessions), BySweep, s => SweepAsync(s.Portal.Get<ExpireSessions>().ExecuteAsync(Cancellation))),
    ];

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

    private static async Task<object?> OpenLoginAsync(ScopeScene s)
    {
        var qr = await s.Portal.OpenLoginAsync();
        var opened = await s.Portal.SessionAsync(qr.Sid);
        Assert.Equal((null, null), (opened.AccountId, opened.Organisation));
        return qr;
    }
}
