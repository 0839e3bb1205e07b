using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.PortalSessions;

/// <summary>Whatever takes someone's access ends what they have open, for good and in the same transaction.</summary>
public sealed class LostAccessTests
{
    private static readonly DateTime Then = TestPortal.Start.UtcDateTime;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Leave_LoggedIn_EndsWhatThePhoneOpened()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var key = await portal.LogInAsync(phone);

        Assert.Answered(await portal.LeaveAsync(phone, portal.NewNonce()));

        await AssertEndedAsync(portal, key);
    }

    [Fact]
    public async Task NewPhone_LoggedInWithTheOldOne_EndsWhatThatOpened()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await portal.LogInAsync(await portal.SeedAdministratorAsync());

        await portal.SeedAdministratorAsync();

        await AssertEndedAsync(portal, key);
    }

    [Fact]
    public async Task Revoked_LoggedIn_EndsWhatThePhoneOpened()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.AddAdministratorAsync();
        var phone = new TestPhone();
        await portal.AcceptAsync(phone, qr);
        var key = await portal.LogInAsync(phone);
        var colleague = await portal.SeedActorAsync(Seed.Administrator(Seed.Other));

        Assert.True(SessionId.TryParse(qr.Sid, out var sid));
        Assert.True(await portal.Get<RevokePhone>().ExecuteAsync(colleague, sid, Cancellation));

        await AssertEndedAsync(portal, key);
    }

    [Fact]
    public async Task Blocked_AndUnblockedSoon_StaysEnded()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var (first, second) = (await portal.LogInAsync(phone), await portal.LogInAsync(phone));

        await ChangeAsync(portal, phone, account => account.Block(Reason.Misuse, Then, by: null));
        await portal.SetStatusAsync((await portal.PhoneAsync(phone)).AccountId, AccountStatus.Active);

        await AssertEndedAsync(portal, first, second);
        Assert.NotNull(await portal.FindActorAsync(await portal.LogInAsync(phone)));
    }

    [Fact]
    public async Task LastMembership_Gone_EndsWhatIsOpen()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var key = await portal.LogInAsync(phone);

        await ChangeAsync(portal, phone, EndAll);

        await AssertEndedAsync(portal, key);
    }

    [Fact]
    public async Task OneMembershipOfTwo_Gone_EndsNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.AddAdministratorAsync(Seed.Administrator(organisation: "Apotheek", ura: "07654321"));
        var key = await portal.LogInAsync(phone);

        await ChangeAsync(portal, phone, account => account.AllMemberships[0].End(Reason.Leaver, Then, by: null));

        Assert.NotNull(await portal.FindActorAsync(key));
        Assert.DoesNotContain(await portal.LogAsync(), e => e.Action == AuditAction.PortalSessionEnded);
    }

    [Fact]
    public async Task Blocked_AColleague_EndsNothingOfOthers()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await portal.LogInAsync(await portal.SeedAdministratorAsync());
        var colleague = await portal.SeedAdministratorAsync(Seed.Administrator(Seed.Other));

        await ChangeAsync(portal, colleague, account => account.Block(Reason.Misuse, Then, by: null));

        Assert.NotNull(await portal.FindActorAsync(key));
    }

    [Fact]
    public async Task Blocked_OverBeforeThat_IsLoggedAsWhatCameFirst()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.LogInAsync(phone);
        portal.Pass(TimeSpan.FromMinutes(15));

        await ChangeAsync(portal, phone, account => account.Block(Reason.Misuse, Then, by: null));
        await portal.Get<ExpirePortalSessions>().ExecuteAsync(Cancellation);

        Assert.Equal("Idle", Assert.Single(await portal.LogAsync(), e => e.Action == AuditAction.PortalSessionEnded).Detail);
    }

    // What they have opened for others.

    public static TheoryData<string, Action<Account>> Losses => new()
    {
        { "blocked", account => account.Block(Reason.Misuse, Then, by: null) },
        { "revoked", account => account.Revoke(Reason.Duplicate, Then, by: null) },
        { "without a role", EndAll },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task OpenerLosesAccess_QrOpenOrClaimed_IsCancelledAtOnceAndOpensNothing(string loss, Action<Account> lose)
    {
        await using var portal = await TestPortal.StartAsync();
        var (opener, actor) = await OpenerAsync(portal);
        var open = TestQr.Parse((await portal.RegisterAsync(actor, Seed.Form(actor))).Opened!.QrText);
        var claimed = TestQr.Parse((await portal.RegisterAsync(actor, Seed.Form(actor, "Kramer"))).Opened!.QrText);
        var phone = new TestPhone();
        var nonce = await portal.MustClaimAsync(phone, claimed);

        await ChangeAsync(portal, opener, lose);
        // Also where the access comes back at once.
        await portal.SetStatusAsync(actor.AccountId, AccountStatus.Active);

        foreach (var qr in (TestQr[])[open, claimed])
        {
            var session = await portal.SessionAsync(qr.Sid);
            Assert.Equal((SessionState.Cancelled, CancelReason.OpenerLostAccess, (DateTime?)portal.Now), (session.State, session.CancelReason, session.EndedAt));
            var told = Assert.Single(await portal.LogAsync(), e => e.SessionId == qr.Sid && e.Action == AuditAction.SessionCancelled);
            Assert.Equal((AuditParty.System, actor.AccountId, nameof(CancelReason.OpenerLostAccess)), (told.Party, told.OnBehalfOf!.Value, told.Detail));
        }

        Assert.Closed("cancelled", await portal.ClaimAsync(new TestPhone(), open));
        Assert.Closed("cancelled", await portal.AcceptAsync(phone, claimed, nonce));
        Assert.True(await portal.QueryAsync(db => db.Phones.AllAsync(p => p.Kid != phone.Kid, Cancellation)), loss);
    }

    [Fact]
    public async Task OpenerLosesPhone_GivenUp_CancelsWhatItHadOpened()
    {
        await using var portal = await TestPortal.StartAsync();
        var (opener, actor) = await OpenerAsync(portal);
        var qr = TestQr.Parse((await portal.RegisterAsync(actor, Seed.Form(actor))).Opened!.QrText);
        portal.Events.Published.Clear();

        Assert.Answered(await portal.LeaveAsync(opener, portal.NewNonce()));

        Assert.Equal(CancelReason.OpenerLostAccess, (await portal.SessionAsync(qr.Sid)).CancelReason);
        // Whoever shows it is told at once.
        Assert.Contains(qr.Sid, portal.Events.Published.Select(topic => topic.Text));
    }

    // An administrator who becomes a beheerder may not bind a phone to an administrator any more.
    [Fact]
    public async Task OpenerLosesHigherRole_QrOfAnAdministrator_IsCancelledAndThatOfASignerStays()
    {
        await using var portal = await TestPortal.StartAsync();
        var (opener, actor) = await OpenerAsync(portal);
        var other = await portal.SeedAdministratorAsync(Seed.Administrator(Seed.Other));
        var ofSigner = TestQr.Parse((await portal.RegisterAsync(actor, Seed.Form(actor))).Opened!.QrText);
        var ofAdministrator = TestQr.Parse((await portal.Get<RenewEnrollment>().ExecuteAsync(actor, (await portal.PhoneAsync(other)).AccountId, Cancellation))!.QrText);

        await ChangeAsync(portal, opener, account =>
        {
            var former = account.AllMemberships[0];
            former.End(Reason.Leaver, portal.Now, by: null);
            account.Give(former.OrganisationId, Role.Registrar, portal.Now, by: null);
        });

        Assert.Equal(SessionState.Open, (await portal.SessionAsync(ofSigner.Sid)).State);
        Assert.Equal(CancelReason.OpenerLostAccess, (await portal.SessionAsync(ofAdministrator.Sid)).CancelReason);
    }

    [Fact]
    public async Task OpenerOfTheirOwnQr_Accepted_IsNotCancelledByTheDeathOfTheOldPhone()
    {
        await using var portal = await TestPortal.StartAsync();
        var (opener, actor) = await OpenerAsync(portal);
        var own = TestQr.Parse((await portal.Get<RenewEnrollment>().ExecuteAsync(actor, actor.AccountId, Cancellation))!.QrText);
        var next = new TestPhone();

        await portal.AcceptAsync(next, own);

        Assert.Equal(SessionState.Accepted, (await portal.SessionAsync(own.Sid)).State);
        Assert.Equal((PhoneState.Revoked, PhoneState.Active), ((await portal.PhoneAsync(opener)).State, (await portal.PhoneAsync(next)).State));
    }

    private static void EndAll(Account account)
    {
        foreach (var membership in account.LiveMemberships)
            membership.End(Reason.Leaver, Then, by: null);
    }

    private static async Task<(TestPhone Phone, TestActor Actor)> OpenerAsync(TestPortal portal)
    {
        var phone = await portal.SeedAdministratorAsync();
        return (phone, (await portal.FindActorAsync(await portal.LogInAsync(phone)))!);
    }

    private static async Task AssertEndedAsync(TestPortal portal, params PortalSessionKey[] keys)
    {
        foreach (var key in keys)
        {
            Assert.Null(await portal.FindActorAsync(key));
            Assert.Equal(PortalSessionEnd.AccessGone, (await portal.Get<ViewPortalSession>().ExecuteAsync(key, PortalEnvironment.Productie, Cancellation)).Over);
        }

        var hashes = keys.Select(k => k.Hash).ToList();
        Assert.Equal(keys.Length, await portal.QueryAsync(db => db.PortalSessions.CountAsync(s => hashes.Contains(s.IdHash) && s.EndedAt == portal.Now, Cancellation)));
        var told = (await portal.LogAsync()).Where(e => e.Action == AuditAction.PortalSessionEnded).ToList();
        Assert.Equal(keys.Length, told.Count);
        Assert.All(told, e => Assert.Equal((nameof(PortalSessionEnd.AccessGone), AuditParty.System, TestPortal.Browser.Client, portal.Now), (e.Detail, e.Party, e.Client, e.At)));

        // Nothing is left for the sweep to tell of it, later and otherwise.
        portal.Pass(TimeSpan.FromHours(9));
        await portal.Get<ExpirePortalSessions>().ExecuteAsync(Cancellation);
        Assert.Equal(keys.Length, (await portal.LogAsync()).Count(e => e.Action == AuditAction.PortalSessionEnded && e.Subject == told[0].Subject));
    }

    // What an administrator will be able to do; the rule stands below every use case.
    private static async Task ChangeAsync(TestPortal portal, TestPhone phone, Action<Account> change)
    {
        var id = (await portal.PhoneAsync(phone)).AccountId;
        await portal.Get<PortalTransactions>().RunAsync(
            async (db, _) =>
            {
                change(await db.Accounts.WithMemberships().SingleAsync(a => a.Id == id, Cancellation));
                return true;
            },
            Cancellation);
    }
}
