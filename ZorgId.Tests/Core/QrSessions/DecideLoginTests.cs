using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

/// <summary>The protocol's decision table for a login, with <see cref="DecideLoginPinTests"/> a test a row, and the rows that meet.</summary>
public sealed class DecideLoginTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(120);

    // Row 1: no such session, not this key's claim, or not its nonce.

    [Fact]
    [ProtocolRow("decision", "there is no such session, this key did not claim it, or the nonce is another")]
    public async Task Decide_NoSuchSession_IsUnknown()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();

        Assert.Refused(RefusalReason.SessionUnknown, await portal.AcceptAsync(phone, qr with { Sid = SessionId.New().Value }, nonce));
    }

    [Fact]
    public async Task Decide_UnclaimedSession_IsUnknown()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();

        Assert.Refused(RefusalReason.SessionUnknown, await portal.RefuseAsync(phone, await portal.OpenLoginAsync(), Base64UrlText.Random(16)));
    }

    [Fact]
    [ProtocolRow("decision", "there is no such session, this key did not claim it, or the nonce is another")]
    public async Task Decide_ByAnotherKey_IsUnknown()
    {
        await using var portal = await TestPortal.StartAsync();
        var other = await portal.SeedAdministratorAsync(Seed.Administrator(Seed.Other));
        var (_, qr, nonce) = await portal.ClaimLoginAsync();

        Assert.Refused(RefusalReason.SessionUnknown, await portal.AcceptAsync(other, qr, nonce));
        Assert.Refused(RefusalReason.SessionUnknown, await portal.RefuseAsync(other, qr, nonce));
        Assert.Equal(SessionState.Claimed, (await portal.SessionAsync(qr.Sid)).State);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(20)]
    [ProtocolRow("decision", "there is no such session, this key did not claim it, or the nonce is another")]
    public async Task Decide_AnotherNonce_IsUnknownAndCountsNoPin(int octets)
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, _) = await portal.ClaimLoginAsync();

        Assert.Refused(RefusalReason.SessionUnknown, await portal.AcceptAsync(phone, qr, Base64UrlText.Random(octets), "11223"));
        Assert.Equal(0, (await portal.PhoneAsync(phone)).PinFailures);
    }

    [Fact]
    public async Task Decide_AnotherNonceOfAnEndedSession_IsUnknownNotClosed()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, _) = await portal.ClaimLoginAsync();
        await portal.CancelAsync(qr);

        Assert.Refused(RefusalReason.SessionUnknown, await portal.AcceptAsync(phone, qr, Base64UrlText.Random(16)));
    }

    // Row 2: ended by this very decision of this key.

    [Fact]
    [ProtocolRow("decision", "this key ended it with this decision")]
    public async Task Accept_Again_IsTheSameAnswerAndThePinIsNotLookedAt()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();
        var first = Assert.Answered(await portal.AcceptAsync(phone, qr, nonce));
        portal.Pass(TimeSpan.FromHours(1));
        var version = await portal.DataVersionAsync();

        Assert.Equal(first, Assert.Answered(await portal.AcceptAsync(phone, qr, nonce)));
        Assert.Equal(first, Assert.Answered(await portal.AcceptAsync(phone, qr, nonce, "11223")));

        Assert.Equal(version, await portal.DataVersionAsync());
    }

    [Fact]
    public async Task Accept_AgainOnceTheBrowserIsIn_IsTheSameAnswer()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();
        var first = Assert.Answered(await portal.AcceptAsync(phone, qr, nonce));
        await portal.SignInAsync(qr);

        Assert.Equal(first, Assert.Answered(await portal.AcceptAsync(phone, qr, nonce)));
    }

    [Fact]
    [ProtocolRow("decision", "this key ended it with this decision")]
    public async Task Refuse_Again_IsTheSameAnswer()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();
        var first = Assert.Answered(await portal.RefuseAsync(phone, qr, nonce));
        portal.Pass(Lifetime);

        Assert.Equal(first, Assert.Answered(await portal.RefuseAsync(phone, qr, nonce)));
    }

    // Row 3: ended otherwise.

    [Fact]
    [ProtocolRow("decision", "it ended in another way")]
    public async Task Refuse_AfterAccept_IsClosedAsAccepted()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();
        await portal.AcceptAsync(phone, qr, nonce);

        Assert.Closed("accepted", await portal.RefuseAsync(phone, qr, nonce));
    }

    [Fact]
    public async Task Accept_AfterRefuse_IsClosedAsRefused()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();
        await portal.RefuseAsync(phone, qr, nonce);

        Assert.Closed("refused", await portal.AcceptAsync(phone, qr, nonce));
    }

    [Fact]
    public async Task Decide_AfterCancel_IsClosedAsCancelledLongAfterToo()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();
        await portal.CancelAsync(qr);
        portal.Pass(Lifetime);

        Assert.Closed("cancelled", await portal.AcceptAsync(phone, qr, nonce));
        Assert.Closed("cancelled", await portal.RefuseAsync(phone, qr, nonce));
    }

    // Row 4: past its time.

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [ProtocolRow("decision", "its time is over")]
    public async Task Decide_PastItsTime_IsExpiredWhateverItsRowSays(bool isMarked)
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();
        portal.Pass(Lifetime);
        if (isMarked)
            await portal.Get<ExpireSessions>().ExecuteAsync(TestContext.Current.CancellationToken);

        Assert.Refused(RefusalReason.SessionExpired, await portal.AcceptAsync(phone, qr, nonce, "11223"));
        Assert.Refused(RefusalReason.SessionExpired, await portal.RefuseAsync(phone, qr, nonce));
        Assert.Equal(0, (await portal.PhoneAsync(phone)).PinFailures);
    }

    [Fact]
    public async Task Accept_LastMoment_IsAccepted()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();
        portal.Pass(Lifetime - TimeSpan.FromMilliseconds(1));

        Assert.Answered(await portal.AcceptAsync(phone, qr, nonce));
    }

    // Row 5: refuse.

    [Fact]
    [ProtocolRow("decision", "the decision is `refuse`")]
    public async Task Refuse_Claimed_NeedsNoPinAndIsLoggedAndTold()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();
        portal.Events.Published.Clear();

        var decided = Assert.Answered(await portal.RefuseAsync(phone, qr, nonce));

        Assert.Equal((qr.Sid, SessionState.Refused, null), (decided.Sid.Value, decided.State, decided.Account));
        Assert.Equal(SessionState.Refused, (await portal.SessionAsync(qr.Sid)).State);
        Assert.Equal([AuditAction.SessionClaimed, AuditAction.SessionRefused], await portal.LogOfAsync(qr.Sid));
        Assert.Equal(qr.Sid, Assert.Single(portal.Events.Published).Text);
    }

    [Fact]
    public async Task Refuse_ByWhoMayNoLongerOpenThePortal_IsRefused()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();
        await portal.TakeRolesAsync(phone);

        Assert.Equal(SessionState.Refused, Assert.Answered(await portal.RefuseAsync(phone, qr, nonce)).State);
    }

    // Row 6: role or account no longer fits.

    [Fact]
    [ProtocolRow("decision", "the role or the account no longer fits")]
    public async Task Accept_RoleGoneSinceTheClaim_IsNotAllowedAndCountsNoPin()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();
        await portal.TakeRolesAsync(phone);

        for (var i = 0; i < 3; i++)
            Assert.Refused(RefusalReason.RoleNotAllowed, await portal.AcceptAsync(phone, qr, nonce, "11223"));
        Assert.Equal([AuditAction.SessionClaimed, AuditAction.LoginRefused], await portal.LogOfAsync(qr.Sid));
        Assert.Equal(0, (await portal.PhoneAsync(phone)).PinFailures);
        Assert.Equal(SessionState.Claimed, (await portal.SessionAsync(qr.Sid)).State);
    }

    [Theory]
    [InlineData(AccountStatus.Blocked, RefusalReason.PhoneBlocked)]
    [InlineData(AccountStatus.Revoked, RefusalReason.PhoneRevoked)]
    public async Task Accept_AccountEndedSinceTheClaim_IsTurnedAway(AccountStatus status, RefusalReason reason)
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();
        await portal.SetStatusAsync((await portal.PhoneAsync(phone)).AccountId, status);

        Assert.Refused(reason, await portal.AcceptAsync(phone, qr, nonce));
    }

    // Row 7: wrong PIN.

    // Row 8: else.

    [Fact]
    [ProtocolRow("decision", "none of these")]
    public async Task Accept_RightPin_IsAcceptedLoggedAndTold()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();
        portal.Events.Published.Clear();

        var decided = Assert.Answered(await portal.AcceptAsync(phone, qr, nonce));

        Assert.Equal((qr.Sid, SessionState.Accepted, null), (decided.Sid.Value, decided.State, decided.Account));
        Assert.Equal([AuditAction.SessionClaimed, AuditAction.SessionAccepted], await portal.LogOfAsync(qr.Sid));
        Assert.Equal(qr.Sid, Assert.Single(portal.Events.Published).Text);
        var view = await portal.Get<ViewLogin>().ExecuteAsync(decided.Sid, TestContext.Current.CancellationToken);
        Assert.Equal((SessionState.Accepted, "Bea Jansen", null), (view.State, view.AccountName, view.QrText));
    }

    // Before the table.

    [Fact]
    public async Task Decide_SidOfThePathIsAnother_IsMalformed()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();

        var outcome = await portal.CallAsync(phone.Refuse(qr, nonce), PortalEnvironment.Productie, call =>
            portal.Get<DecideSession>().ExecuteAsync(SessionId.New().Value, call, TestContext.Current.CancellationToken));

        Assert.Refused(RefusalReason.MalformedMessage, outcome);
    }
}
