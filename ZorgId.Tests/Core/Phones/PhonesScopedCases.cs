using ZorgId.Core.Phones;
using ZorgId.Tests.Core.Scope;
using ZorgId.Tests.Support;
using static ZorgId.Tests.Core.Scope.ScopeScene;

namespace ZorgId.Tests.Core.Phones;

public sealed class PhonesScopedCases : ScopedCases
{
    public override IEnumerable<ScopedCase> All =>
    [
        new(typeof(MessageAuthentication), ByPhone, s => UnlockAsync(s)),
        new(typeof(AnswerIdentity), ByPhone, LeaveAsync),
        new(typeof(LearnPhoneNetworks), "It reads the log for the limits on messages, and returns nothing.", LearnAsync),
        new(typeof(ExpirePhoneRows), BySweep, s => SweepAsync(s.Portal.Get<ExpirePhoneRows>().ExecuteAsync(Cancellation))),
    ];

    private static async Task<object?> UnlockAsync(ScopeScene s) =>
        Assert.Refused(RefusalReason.UnknownPhone, await s.Portal.UnlockAsync(s.Phone, s.Portal.NewNonce(), change: NameAnna(s)));

    private static async Task<object?> LeaveAsync(ScopeScene s) => Assert.Refused(
        RefusalReason.UnknownPhone, await s.Portal.IdentifyAsync(s.Phone.Leave(TestPortal.Productie, s.Portal.NewNonce(), change: NameAnna(s))));

    private static async Task<object?> LearnAsync(ScopeScene s)
    {
        await s.Portal.Get<LearnPhoneNetworks>().ExecuteAsync(Cancellation);
        return null;
    }

    private static Action<TestJws> NameAnna(ScopeScene s) => jws => jws.Header["kid"] = s.AnnasPhone.Kid;
}
