using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Changes;
using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Users;

/// <summary><i>Nieuwe QR-code</i>, and <i>Intrekken</i> of the phone that accepted one.</summary>
public sealed class RenewEnrollmentTests
{
    [Fact]
    public async Task Renew_Waiting_KillsTheEarlierQr()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var first = await portal.RegisterAsync(actor, Seed.Form(actor));

        portal.Events.Published.Clear();

        var second = await RenewAsync(portal, actor, first.Account!.Value);

        Assert.Equal([first.Opened!.Sid, Topic.Of(actor.Organisations[0].Id)], portal.Events.Published);
        Assert.Equal(CancelReason.NewQr, (await portal.SessionAsync(first.Opened.Sid.Value)).CancelReason);
        Assert.Equal(actor.AccountId, (await portal.SessionAsync(second!.Sid.Value)).OpenedBy);
        Assert.Refused(RefusalReason.SessionClosed, await portal.ClaimAsync(new TestPhone(), TestQr.Parse(first.Opened.QrText)));
        await portal.AcceptAsync(new TestPhone(), TestQr.Parse(second.QrText));
    }

    [Fact]
    public async Task Renew_Active_TheOldPhoneDiesWhenTheNewOneIsAccepted()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var old = await portal.SeedSignerAsync(actor);
        var opened = await RenewAsync(portal, actor, (await portal.PhoneAsync(old)).AccountId);
        Assert.Equal(PhoneState.Active, (await portal.PhoneAsync(old)).State);

        await portal.AcceptAsync(new TestPhone(), TestQr.Parse(opened!.QrText));

        Assert.Equal(PhoneState.Revoked, (await portal.PhoneAsync(old)).State);
    }

    [Theory]
    [InlineData(AccountStatus.Blocked)]
    [InlineData(AccountStatus.Revoked)]
    public async Task Renew_BlockedOrRevoked_IsNotDone(AccountStatus status)
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var account = (await portal.RegisterAsync(actor, Seed.Form(actor))).Account!.Value;
        await portal.SetStatusAsync(account, status);

        Assert.Null(await RenewAsync(portal, actor, account));
    }

    [Fact]
    public async Task RenewAndRevoke_OfOthers_AreNotDoneAndWriteNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var administrator = await portal.SeedActorAsync();
        var stranger = await portal.SeedActorAsync(Seed.Administrator(Seed.Other, organisation: "Apotheek", ura: "07654321"));
        var beheerder = await portal.SeedActorAsync(Seed.Administrator(new Person("Cor", "Smit", new BirthDate(1970, 1, 2), "Assen")));
        await portal.SetRoleAsync(beheerder.AccountId, Role.Registrar);
        var (account, sid) = await EnrolledAsync(portal, administrator);
        var version = await portal.DataVersionAsync();

        Assert.Null(await RenewAsync(portal, stranger, account));
        Assert.Null(await RenewAsync(portal, administrator.Call with { Environment = PortalEnvironment.Acceptatie }, account));
        Assert.Null(await RenewAsync(portal, beheerder, administrator.AccountId)); // whoever can give an administrator a QR takes them over
        Assert.Null(await RenewAsync(portal, administrator, AccountId.New(portal.Time)));
        Assert.False(await RevokeAsync(portal, stranger, sid));
        Assert.False(await RevokeAsync(portal, administrator, SessionId.New()));
        Assert.Equal(version, await portal.DataVersionAsync());
    }

    [Fact]
    public async Task Revoke_JustAccepted_TakesThePhoneAndTheAccountWaitsAgain()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var result = await portal.RegisterAsync(actor, Seed.Form(actor));
        var phone = new TestPhone();
        await portal.AcceptAsync(phone, TestQr.Parse(result.Opened!.QrText));
        portal.Events.Published.Clear();

        Assert.True(await RevokeAsync(portal, actor, result.Opened.Sid));

        var row = await portal.PhoneAsync(phone);
        Assert.Equal((PhoneState.Revoked, AccountStatus.AwaitingActivation), (row.State, row.Account.Status));
        Assert.Equal(AuditAction.PhoneRevoked, (await portal.LogAsync())[^1].Action);
        Assert.Equal([Topic.Of(result.Opened.Sid), Topic.Of(actor.Organisations[0].Id)], portal.Events.Published);
        Assert.False(await RevokeAsync(portal, actor, result.Opened.Sid)); // twice is once
    }

    [Fact]
    public async Task Revoke_ReplacedMeanwhile_LeavesTheNewPhone()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var (account, sid) = await EnrolledAsync(portal, actor);
        var phone = new TestPhone();
        await portal.AcceptAsync(phone, TestQr.Parse((await RenewAsync(portal, actor, account))!.QrText));

        Assert.False(await RevokeAsync(portal, actor, sid));
        Assert.Equal(PhoneState.Active, (await portal.PhoneAsync(phone)).State);
    }

    private static async Task<(AccountId Account, SessionId Sid)> EnrolledAsync(TestPortal portal, TestActor actor)
    {
        var result = await portal.RegisterAsync(actor, Seed.Form(actor));
        await portal.AcceptAsync(new TestPhone(), TestQr.Parse(result.Opened!.QrText));
        return (result.Account!.Value, result.Opened.Sid);
    }

    private static Task<OpenedEnrollment?> RenewAsync(TestPortal portal, PortalCall actor, AccountId account) =>
        portal.Get<RenewEnrollment>().ExecuteAsync(actor, account, TestContext.Current.CancellationToken);

    private static Task<bool> RevokeAsync(TestPortal portal, TestActor actor, SessionId sid) =>
        portal.Get<RevokePhone>().ExecuteAsync(actor, sid, TestContext.Current.CancellationToken);
}
