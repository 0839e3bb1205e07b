using ZorgId.Core.Accounts;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Users;

/// <summary>The status of a row, and its QR.</summary>
public sealed class UserStatusTests
{
    [Fact]
    public async Task Find_PinBlocked_IsAStatusOfItsOwn()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var phone = await portal.SeedSignerAsync(actor);
        await portal.BlockPinAsync(phone);

        Assert.Equal([UserStatus.PinBlocked, UserStatus.Active], (await portal.FindUsersAsync(actor)).Rows.Select(r => r.Status));
        Assert.Equal(["Anna van der Berg"], await NamesAsync(new UserQuery(Status: UserStatus.PinBlocked)));
        Assert.Equal(["Bea Jansen"], await NamesAsync(new UserQuery(Status: UserStatus.Active)));
        Assert.Equal(["Bea Jansen", "Anna van der Berg"], await NamesAsync(new UserQuery(Order: UserOrder.Status)));
        Assert.Equal(["Anna van der Berg"], await NamesAsync(new UserQuery("berg", UserStatus.PinBlocked)));
        Assert.True((await portal.FindUsersAsync(actor)).Rows[0].MayRenew);

        // A new phone has a PIN of its own.
        var account = (await portal.PhoneAsync(phone)).AccountId;
        await portal.AcceptAsync(new TestPhone(), await RenewAsync(portal, actor, account));
        Assert.Equal([UserStatus.Active, UserStatus.Active], (await portal.FindUsersAsync(actor)).Rows.Select(r => r.Status));

        async Task<IEnumerable<string>> NamesAsync(UserQuery query) => (await portal.FindUsersAsync(actor, query)).Rows.Select(r => r.FullName);
    }

    [Theory]
    [InlineData(AccountStatus.Blocked, UserStatus.Blocked)]
    [InlineData(AccountStatus.Revoked, UserStatus.Revoked)]
    [InlineData(AccountStatus.AwaitingActivation, UserStatus.AwaitingActivation)]
    public async Task Find_PinBlockedAndMore_ShowsWhatIsMore(AccountStatus account, UserStatus shown)
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var phone = await portal.SeedSignerAsync(actor);
        await portal.BlockPinAsync(phone);

        await portal.SetStatusAsync((await portal.PhoneAsync(phone)).AccountId, account);

        Assert.Equal(shown, (await portal.FindUsersAsync(actor)).Rows[0].Status);
        Assert.Equal(shown == UserStatus.AwaitingActivation, (await portal.FindUsersAsync(actor)).Rows[0].MayRenew);
    }

    [Fact]
    public async Task Find_QrOfAWaitingUser_IsToldFromBeingShownToItsEnd()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var first = TestQr.Parse((await portal.RegisterAsync(actor, Seed.Form(actor))).Opened!.QrText);
        var shownAt = portal.Now;
        var account = (await portal.SessionAsync(first.Sid)).AccountId!.Value;
        Assert.Equal(new LatestQr(account, LatestQrState.Open, shownAt, shownAt.AddMinutes(10)), await QrAsync(portal, actor));

        portal.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(LatestQrState.Expired, (await QrAsync(portal, actor))!.State);
        await portal.Get<ExpireSessions>().ExecuteAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new LatestQr(account, LatestQrState.Expired, shownAt, shownAt.AddMinutes(10)), await QrAsync(portal, actor));

        var second = await RenewAsync(portal, actor, account);
        var phone = new TestPhone();
        var nonce = await portal.MustClaimAsync(phone, second);
        Assert.Equal(LatestQrState.Scanned, (await QrAsync(portal, actor))!.State);
        await portal.RefuseAsync(phone, second, nonce);
        Assert.Equal(LatestQrState.Refused, (await QrAsync(portal, actor))!.State);

        await portal.AcceptAsync(new TestPhone(), await RenewAsync(portal, actor, account));
        Assert.Null(await QrAsync(portal, actor));
    }

    [Fact]
    public async Task Find_QrOfAnActiveUser_IsToldWhileItMayBeUsed()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var phone = await portal.SeedSignerAsync(actor);
        portal.Pass(TimeSpan.FromMinutes(1));
        var account = (await portal.PhoneAsync(phone)).AccountId;
        await RenewAsync(portal, actor, account);

        Assert.Equal(LatestQrState.Open, (await QrAsync(portal, actor))!.State);
        await portal.SetStatusAsync(account, AccountStatus.Blocked);
        Assert.Null(await QrAsync(portal, actor));
        await portal.SetStatusAsync(account, AccountStatus.Active);
        portal.Pass(TimeSpan.FromMinutes(10));
        Assert.Null(await QrAsync(portal, actor));

        // Who can do nothing without a new QR is told of the last one.
        await portal.BlockPinAsync(phone);
        Assert.Equal(LatestQrState.Expired, (await QrAsync(portal, actor))!.State);
    }

    private static async Task<TestQr> RenewAsync(TestPortal portal, TestActor actor, AccountId account) =>
        TestQr.Parse((await portal.Get<RenewEnrollment>().ExecuteAsync(actor, account, TestContext.Current.CancellationToken))!.QrText);

    private static async Task<LatestQr?> QrAsync(TestPortal portal, TestActor actor) =>
        (await portal.FindUsersAsync(actor, new UserQuery("berg"))).Rows.Single().Qr;
}
