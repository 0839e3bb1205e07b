using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

/// <summary><i>Ik kan niet scannen</i>: who is shown a typed code, and how long it is good.</summary>
public sealed class ShowTypedCodeTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Show_Login_IsGoodForAMinute()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var shown = (await portal.ShowTypedCodeAsync(await portal.OpenLoginAsync()))!;
        Assert.Equal(portal.Now.AddSeconds(60), shown.ExpiresAt);

        portal.Pass(TimeSpan.FromSeconds(60) - Moment);
        Assert.Answered(await portal.TypeAsync(phone, shown.Code.ToString()));
        portal.Pass(Moment);
        Assert.Refused(RefusalReason.SessionUnknown, await portal.TypeAsync(phone, shown.Code.ToString()));
    }

    [Fact]
    public async Task Show_LoginThatWasOpenedOnAnotherNetwork_ShowsNone()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.OpenLoginAsync();
        Assert.True(SessionId.TryParse(qr.Sid, out var sid));

        Assert.Null(await portal.Get<ShowTypedCode>().ExecuteAsync(sid, qr.ToString(), TestPortal.Browser with { Address = "203.0.113.66" }, TestContext.Current.CancellationToken));
        Assert.NotNull(await portal.ShowTypedCodeAsync(qr));
    }

    [Fact]
    public async Task Show_LoginThatEndsSooner_IsGoodUntilThen()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, login) = (await portal.SeedAdministratorAsync(), await portal.OpenLoginAsync());
        portal.Pass(TimeSpan.FromSeconds(90));

        var shown = (await portal.ShowTypedCodeAsync(await portal.LoginQrAsync(login.Sid)))!;

        Assert.Equal(portal.Now.AddSeconds(30), shown.ExpiresAt);
        portal.Pass(TimeSpan.FromSeconds(30));
        Assert.Refused(RefusalReason.SessionUnknown, await portal.TypeAsync(phone, shown.Code.ToString()));
    }

    [Fact]
    public async Task Show_Enrollment_IsGoodAsLongAsItsSession()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.AddAdministratorAsync();
        var shown = (await portal.ShowTypedCodeAsync(qr))!;
        Assert.Equal(portal.Now.AddMinutes(10), shown.ExpiresAt);

        portal.Pass(TimeSpan.FromMinutes(10) - Moment);
        Assert.Answered(await portal.TypeAsync(new TestPhone(), shown.Code.ToString()));
        portal.Pass(Moment);
        Assert.Refused(RefusalReason.SessionUnknown, await portal.TypeAsync(new TestPhone(), shown.Code.ToString()));
    }

    [Fact]
    public async Task Show_Again_TheCodeBeforeIsGoodNoMore()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.AddAdministratorAsync();
        var (first, second) = (await portal.MustShowTypedCodeAsync(qr), await portal.MustShowTypedCodeAsync(qr));

        Assert.NotEqual(first, second);
        Assert.Refused(RefusalReason.SessionUnknown, await portal.TypeAsync(new TestPhone(), first));
        Assert.Answered(await portal.TypeAsync(new TestPhone(), second));
    }

    [Fact]
    public async Task Show_WithoutTheQr_ShowsNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var (enrollment, login) = (await portal.AddAdministratorAsync(), await portal.OpenLoginAsync());

        Assert.Null(await portal.ShowTypedCodeAsync(enrollment with { Code = SessionId.New().Value }));
        Assert.Null(await portal.ShowTypedCodeAsync(enrollment with { Code = "" }));
        Assert.Null(await portal.ShowTypedCodeAsync(login with { Code = enrollment.Code }));
        portal.Pass(TimeSpan.FromSeconds(10));
        Assert.Null(await portal.ShowTypedCodeAsync(login));
        Assert.Equal(0, await portal.QueryAsync(db => db.QrSessions.CountAsync(s => s.TypedCodeMac != null)));
    }

    [Fact]
    public async Task Show_SessionThatIsOpenNoMore_ShowsNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var (claimed, cancelled, past) = (await portal.AddAdministratorAsync(), await portal.OpenLoginAsync(), await portal.OpenLoginAsync());
        await portal.MustClaimAsync(new TestPhone(), claimed);
        await portal.CancelAsync(cancelled);

        Assert.Null(await portal.ShowTypedCodeAsync(claimed));
        Assert.Null(await portal.ShowTypedCodeAsync(cancelled));
        portal.Pass(TimeSpan.FromSeconds(120));
        Assert.Null(await portal.ShowTypedCodeAsync(past));
    }

    [Fact]
    public async Task Show_Asked_KeepsTheCodesMacOnly()
    {
        await using var portal = await TestPortal.StartAsync();
        var code = TypedCode.Read(await portal.MustShowTypedCodeAsync(await portal.AddAdministratorAsync()))!.Value;

        var stored = await portal.QueryAsync(db => db.QrSessions.Where(s => s.TypedCodeMac != null).Select(s => s.TypedCodeMac!).SingleAsync());
        Assert.Equal(portal.Get<TypedCodeKey>().Mac(PortalEnvironment.Productie, code), stored);
        Assert.NotEqual(QrSession.HashOf(code.Value), stored);
    }

    [Fact]
    public async Task Show_TwentyAtOnce_AreTwentyCodes()
    {
        await using var portal = await TestPortal.StartAsync();
        var qrs = new List<TestQr>();
        for (var i = 0; i < 20; i++)
            qrs.Add(await portal.OpenLoginAsync());
        var phone = await portal.SeedAdministratorAsync();

        var shown = await Race.RunAsync(20, i => portal.ShowTypedCodeAsync(qrs[i]));

        foreach (var (qr, typed) in qrs.Zip(shown))
            Assert.Equal(qr.Sid, (await portal.MustTypeAsync(phone, typed!.Code.ToString())).Sid);
    }

    [Fact]
    public async Task Show_Enrollment_IsLoggedAndALoginThatConcernsNobodyIsNot()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var qr = TestQr.Parse((await portal.RegisterAsync(actor, Seed.Form(actor))).Opened!.QrText);
        var login = await portal.OpenLoginAsync();

        await portal.ShowTypedCodeAsync(qr);
        await portal.ShowTypedCodeAsync(login);

        var entry = (await portal.LogAsync())[^1];
        Assert.Equal((AuditAction.TypedCodeShown, qr.Sid, actor.AccountId), (entry.Action, entry.SessionId, entry.Actor));
        Assert.Equal(TestPortal.Browser.Client, entry.Client);
        Assert.Empty(await portal.LogOfAsync(login.Sid));
    }

    [Fact]
    public async Task Show_AgainstAClaim_NeverReopensTheSession()
    {
        await using var portal = await TestPortal.StartAsync();
        var (qr, phone) = (await portal.AddAdministratorAsync(), new TestPhone());

        await Race.RunAsync<object?>(
            async () => await portal.ShowTypedCodeAsync(qr),
            async () => await portal.MustClaimAsync(phone, qr));

        Assert.Equal((SessionState.Claimed, phone.Kid), await portal.QueryAsync(async db =>
        {
            var session = await db.QrSessions.SingleAsync();
            return (session.State, session.ClaimedKid!);
        }));
    }
}
