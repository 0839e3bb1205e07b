using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Changes;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Users;

/// <summary>A script was faster than the user's own phone: who comes after it with the right code is told of, until a beheerder answers.</summary>
public sealed class StolenEnrollmentTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<bool> Ways => new(false, true);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Late_AfterAcceptance_IsLoggedOnceAndToldToEveryoneWhoMayAnswer(bool isTyped)
    {
        await using var portal = await TestPortal.StartAsync();
        var (boss, colleague) = (await portal.SeedActorAsync(), await portal.SeedActorAsync(Seed.Administrator(Seed.Other)));
        var (qr, typed, thief) = await StealAsync(portal, boss);
        portal.Pass(TimeSpan.FromSeconds(2));
        portal.Events.Published.Clear();

        for (var i = 0; i < 2; i++)
            await ComeLateAsync(portal, qr, typed, isTyped);

        Assert.Single(await portal.LogAsync(), e => e.SessionId == qr.Sid && e.Action == AuditAction.SecondPhoneTurnedAway);
        Assert.Equal([Topic.Of(Sid(qr)), Topic.Of(boss.Organisations[0].Id)], portal.Events.Published);
        Assert.Equal(SessionState.Accepted, (await portal.SessionAsync(qr.Sid)).State);
        foreach (var actor in (TestActor[])[boss, colleague])
        {
            var told = Assert.Single(await FindAsync(portal, actor));
            Assert.Equal((qr.Sid, "Anna van der Berg", thief.DeviceName, TestPortal.PhoneClient), (told.Sid.Value, told.Name, told.View.DeviceName, told.View.SecondPhoneFrom?.Address));
        }
    }

    [Fact]
    public async Task Late_OfTheOperatorsOwnEnrollment_IsToldInTheOperatorsLog()
    {
        await using var server = await PortalServer.StartAsync(("Logging:LogLevel:Default", "Warning"));
        var qr = await server.AddAdministratorAsync();
        await server.AcceptAsync(new TestPhone(), qr);

        for (var i = 0; i < 2; i++)
            await (await server.SendAsync(qr, "claim", new TestPhone().Claim(qr))).MustProblemAsync(409, "session-closed", "state");

        Assert.Equal(2, server.Log.Text.Split($"enrollment {qr.Sid}").Length);
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("cancelled")]
    public async Task Late_AfterAnotherEnd_IsLogged(string state)
    {
        await using var portal = await TestPortal.StartAsync();
        var boss = await portal.SeedActorAsync();
        var qr = TestQr.Parse((await portal.RegisterAsync(boss, Seed.Form(boss))).Opened!.QrText);
        var thief = new TestPhone();
        var nonce = await portal.MustClaimAsync(thief, qr);
        if (state == "refused")
            await portal.RefuseAsync(thief, qr, nonce);
        else
            await portal.CancelAsync(qr);

        Assert.Closed(state, await portal.ClaimAsync(new TestPhone(), qr));

        Assert.Single(await portal.LogAsync(), e => e.SessionId == qr.Sid && e.Action == AuditAction.SecondPhoneTurnedAway);
        Assert.Empty(await FindAsync(portal, boss));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public async Task Late_UntilTheTimeOfTheQrIsOver_IsTold(bool isTyped, bool isInTime)
    {
        await using var portal = await TestPortal.StartAsync();
        var boss = await portal.SeedActorAsync();
        var (qr, typed, _) = await StealAsync(portal, boss);

        portal.Pass(new SessionLifetimes().Enrollment - (isInTime ? Moment : TimeSpan.Zero));
        await ComeLateAsync(portal, qr, typed, isTyped);

        Assert.Equal(isInTime ? 1 : 0, (await FindAsync(portal, boss)).Count);
        Assert.Equal(isInTime, (await portal.LogOfAsync(qr.Sid)).Contains(AuditAction.SecondPhoneTurnedAway));
    }

    // The phone that has it may lose its answers, and ask again.
    [Fact]
    public async Task Again_ByThePhoneThatAccepted_IsNoSecondPhone()
    {
        await using var portal = await TestPortal.StartAsync();
        var boss = await portal.SeedActorAsync();
        var (qr, _, thief) = await StealAsync(portal, boss);

        Assert.Closed("accepted", await portal.ClaimAsync(thief, qr));

        Assert.Empty(await FindAsync(portal, boss));
        Assert.DoesNotContain(AuditAction.SecondPhoneTurnedAway, await portal.LogOfAsync(qr.Sid));
    }

    [Fact]
    public async Task Wrong_CodeAfterAcceptance_IsNoSecondPhone()
    {
        await using var portal = await TestPortal.StartAsync();
        var boss = await portal.SeedActorAsync();
        var (qr, _, _) = await StealAsync(portal, boss);

        Assert.Refused(RefusalReason.SessionUnknown, await portal.ClaimAsync(new TestPhone(), qr with { Code = Base64UrlText.Random(16) }));

        Assert.Null((await portal.SessionAsync(qr.Sid)).SecondPhoneAt);
    }

    [Fact]
    public async Task Answer_RightPhone_EndsTheQuestionForAllAndOnce()
    {
        await using var portal = await TestPortal.StartAsync();
        var (boss, colleague) = (await portal.SeedActorAsync(), await portal.SeedActorAsync(Seed.Administrator(Seed.Other)));
        var (qr, typed, thief) = await StealAsync(portal, boss);
        await ComeLateAsync(portal, qr, typed, isTyped: false);

        Assert.True(await portal.Get<AnswerSecondPhone>().ExecuteAsync(colleague, Sid(qr), Cancellation));

        Assert.False(await portal.Get<AnswerSecondPhone>().ExecuteAsync(boss, Sid(qr), Cancellation));
        Assert.Empty(await FindAsync(portal, boss));
        Assert.Equal(PhoneState.Active, (await portal.PhoneAsync(thief)).State);
    }

    [Fact]
    public async Task Answer_Revoked_EndsTheQuestionWithThePhone()
    {
        await using var portal = await TestPortal.StartAsync();
        var boss = await portal.SeedActorAsync();
        var (qr, typed, thief) = await StealAsync(portal, boss);
        await ComeLateAsync(portal, qr, typed, isTyped: false);

        Assert.True(await portal.Get<RevokePhone>().ExecuteAsync(boss, Sid(qr), Cancellation));

        Assert.Equal(PhoneState.Revoked, (await portal.PhoneAsync(thief)).State);
        Assert.NotNull((await portal.SessionAsync(qr.Sid)).SecondPhoneAnsweredAt);
        Assert.Empty(await FindAsync(portal, boss));
    }

    // Who stole an administrator's enrollment is that administrator, as far as the portal can see.
    [Fact]
    public async Task Answer_OfOnesOwnPhone_IsForOthers()
    {
        await using var portal = await TestPortal.StartAsync();
        var colleague = await portal.SeedActorAsync(Seed.Administrator(Seed.Other));
        var (phone, qr) = (new TestPhone(), await portal.AddAdministratorAsync());
        await portal.AcceptAsync(phone, qr);
        await portal.ClaimAsync(new TestPhone(), qr);
        var thief = (await portal.FindActorAsync(await portal.LogInAsync(phone)))!;

        Assert.Empty(await FindAsync(portal, thief));
        Assert.False(await portal.Get<AnswerSecondPhone>().ExecuteAsync(thief, Sid(qr), Cancellation));
        Assert.Single(await FindAsync(portal, colleague));
    }

    [Fact]
    public async Task Unanswered_OverAWeekend_IsStillTold()
    {
        await using var portal = await TestPortal.StartAsync();
        var boss = await portal.SeedActorAsync();
        var (qr, typed, _) = await StealAsync(portal, boss);
        await ComeLateAsync(portal, qr, typed, isTyped: false);

        portal.Pass(TimeSpan.FromDays(3));
        await portal.Get<ExpireSessions>().ExecuteAsync(Cancellation);
        Assert.Single(await FindAsync(portal, await portal.LogInAgainAsync(boss)));

        portal.Pass(SessionLifetimes.UnansweredSecondPhone);
        await portal.Get<ExpireSessions>().ExecuteAsync(Cancellation);
        Assert.False(await portal.QueryAsync(db => db.QrSessions.AnyAsync(s => s.Id == Sid(qr), Cancellation)));
    }

    private static async Task ComeLateAsync(TestPortal portal, TestQr qr, string typed, bool isTyped)
    {
        if (isTyped)
            Assert.Refused(RefusalReason.SessionUnknown, await portal.TypeAsync(new TestPhone(), typed, TestPortal.PhoneClient));
        else
            Assert.Closed("accepted", await portal.ClaimAsync(new TestPhone(), qr));
    }

    private static async Task<IReadOnlyList<OwnEnrollment>> FindAsync(TestPortal portal, TestActor actor) =>
        (await portal.Get<FindDisputedEnrollments>().ExecuteAsync(actor, Cancellation))!;

    private static async Task<(TestQr Qr, string Typed, TestPhone Thief)> StealAsync(TestPortal portal, TestActor boss)
    {
        var thief = new TestPhone { DeviceName = "Telefoon van een ander" };
        var qr = TestQr.Parse((await portal.RegisterAsync(boss, Seed.Form(boss))).Opened!.QrText);
        var typed = await portal.MustShowTypedCodeAsync(qr);
        await portal.AcceptAsync(thief, qr);
        return (qr, typed, thief);
    }

    private static SessionId Sid(TestQr qr) => SessionId.TryParse(qr.Sid, out var sid) ? sid : throw new FormatException(qr.Sid);
}
