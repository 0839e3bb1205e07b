using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.PortalSessions;

public sealed class SignInTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task SignIn_AfterATypedCode_FromAnotherNetwork_OpensNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        foreach (var isTyped in (bool[])[false, true])
        {
            var qr = await portal.OpenLoginAsync();
            if (isTyped)
                await portal.MustShowTypedCodeAsync(qr);
            await portal.AcceptAsync(phone, qr);
            Assert.True(SessionId.TryParse(qr.Sid, out var sid));

            var key = await portal.Get<SignIn>().ExecuteAsync(
                sid, PortalEnvironment.Productie, TestPortal.Browser with { Address = "203.0.113.66" }, TestContext.Current.CancellationToken);

            Assert.Equal(isTyped, key is null);
        }
    }

    [Fact]
    public async Task Execute_AcceptedLogin_LetsInOnceLogsAndTells()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr) = await AcceptedAsync(portal);
        portal.Events.Published.Clear();

        var key = await portal.SignInAsync(qr);

        Assert.NotNull(key);
        Assert.Equal(SessionState.Used, (await portal.SessionAsync(qr.Sid)).State);
        Assert.Equal(qr.Sid, Assert.Single(portal.Events.Published).Text);
        var entry = (await portal.LogAsync())[^1];
        Assert.Equal((AuditAction.SignedIn, (await portal.PhoneAsync(phone)).AccountId, qr.Sid), (entry.Action, entry.Actor!.Value, entry.SessionId));
        Assert.Null(await portal.SignInAsync(qr));
    }

    [Fact]
    public async Task Execute_Key_IsKeptAsAHashOnlyAndSaysNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var (_, qr) = await AcceptedAsync(portal);

        var key = (await portal.SignInAsync(qr))!.Value;

        var stored = await portal.QueryAsync(db => db.PortalSessions.SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal((key.Hash, 43), (stored.IdHash, key.Value.Length));
        Assert.NotEqual(key.Value, stored.IdHash);
        Assert.DoesNotContain(key.Value, $"{key}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_AMinuteAfterAccepting_IsTooLate()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var (first, second) = (await portal.OpenLoginAsync(), await portal.OpenLoginAsync());
        await portal.AcceptAsync(phone, first);
        await portal.AcceptAsync(phone, second);

        portal.Pass(Minute - Moment);
        Assert.NotNull(await portal.SignInAsync(first));
        portal.Pass(Moment);
        Assert.Null(await portal.SignInAsync(second));
    }

    [Fact]
    public async Task Execute_NotAccepted_LetsNobodyIn()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var open = await portal.OpenLoginAsync();
        var claimed = await portal.OpenLoginAsync();
        await portal.MustClaimAsync(phone, claimed);
        var refused = await portal.OpenLoginAsync();
        await portal.RefuseAsync(phone, refused, await portal.MustClaimAsync(phone, refused));

        Assert.Null(await portal.SignInAsync(open));
        Assert.Null(await portal.SignInAsync(claimed));
        Assert.Null(await portal.SignInAsync(refused));
        Assert.Null(await portal.SignInAsync(open with { Sid = SessionId.New().Value }));
    }

    [Fact]
    public async Task Execute_AcceptedEnrollment_LetsNobodyIn()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.AddAdministratorAsync();
        await portal.AcceptAsync(new TestPhone(), qr);

        Assert.Null(await portal.SignInAsync(qr));
    }

    [Fact]
    public async Task Execute_AtTheOtherEnvironment_LetsNobodyIn()
    {
        await using var portal = await TestPortal.StartAsync();
        var (_, qr) = await AcceptedAsync(portal);

        Assert.Null(await portal.SignInAsync(qr with { Origin = TestPortal.Acceptatie }));
        Assert.NotNull(await portal.SignInAsync(qr));
    }

    [Theory]
    [InlineData(AccountStatus.Blocked)]
    [InlineData(AccountStatus.Revoked)]
    public async Task Execute_AccountEndedSinceAccepting_LetsNobodyIn(AccountStatus status)
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr) = await AcceptedAsync(portal);
        await portal.SetStatusAsync((await portal.PhoneAsync(phone)).AccountId, status);

        Assert.Null(await portal.SignInAsync(qr));
    }

    [Theory]
    [InlineData(PhoneState.Blocked)]
    [InlineData(PhoneState.Revoked)]
    public async Task Execute_PhoneEndedSinceAccepting_LetsNobodyIn(PhoneState state)
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr) = await AcceptedAsync(portal);
        await portal.SetStateAsync(phone, state);

        Assert.Null(await portal.SignInAsync(qr));
    }

    [Fact]
    public async Task Execute_RoleGoneSinceAccepting_LetsNobodyIn()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr) = await AcceptedAsync(portal);
        await portal.TakeRolesAsync(phone);

        Assert.Null(await portal.SignInAsync(qr));
        Assert.Null(await portal.SignInAsync(qr));
        Assert.Single(await portal.LogOfAsync(qr.Sid), AuditAction.LoginRefused);
    }

    private static async Task<(TestPhone Phone, TestQr Qr)> AcceptedAsync(TestPortal portal)
    {
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        await portal.AcceptAsync(phone, qr);
        return (phone, qr);
    }
}
