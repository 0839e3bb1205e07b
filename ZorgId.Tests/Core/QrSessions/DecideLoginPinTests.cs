using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Changes;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

/// <summary>Wrong PINs of a login, and how they are counted.</summary>
public sealed class DecideLoginPinTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(120);

    [Fact]
    [ProtocolRow("decision", "the PIN is wrong")]
    public async Task Accept_WrongPin_SaysHowManyAreLeftAndTheSessionStaysOpen()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();

        Assert.Equal(2, Assert.Refused(RefusalReason.PinIncorrect, await portal.AcceptAsync(phone, qr, nonce, "11223")).AttemptsLeft);
        Assert.Equal(1, Assert.Refused(RefusalReason.PinIncorrect, await portal.AcceptAsync(phone, qr, nonce, "11224")).AttemptsLeft);

        Assert.Equal(SessionState.Claimed, (await portal.SessionAsync(qr.Sid)).State);
        Assert.Equal([AuditAction.SessionClaimed, AuditAction.PinRefused, AuditAction.PinRefused], await portal.LogOfAsync(qr.Sid));
        Assert.Equal(SessionState.Accepted, Assert.Answered(await portal.AcceptAsync(phone, qr, nonce)).State);
    }

    [Fact]
    [ProtocolRow("decision", "the PIN is wrong")]
    public async Task Accept_SameWrongPinForSameNonce_CountsOnce()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();

        for (var i = 0; i < 5; i++)
            Assert.Equal(2, Assert.Refused(RefusalReason.PinIncorrect, await portal.AcceptAsync(phone, qr, nonce, "11223")).AttemptsLeft);

        Assert.Equal(1, (await portal.PhoneAsync(phone)).PinFailures);
        Assert.Equal([AuditAction.SessionClaimed, AuditAction.PinRefused], await portal.LogOfAsync(qr.Sid));
    }

    [Fact]
    public async Task Accept_SameWrongPinForAnotherNonce_CountsAgain()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();
        var second = await portal.OpenLoginAsync();
        var secondNonce = await portal.MustClaimAsync(phone, second);

        await portal.AcceptAsync(phone, qr, nonce, "11223");

        Assert.Equal(1, Assert.Refused(RefusalReason.PinIncorrect, await portal.AcceptAsync(phone, second, secondNonce, "11223")).AttemptsLeft);
    }

    [Fact]
    [ProtocolRow("decision", "the PIN is wrong")]
    public async Task Accept_ThirdWrongPin_BlocksThePhoneAndCancelsTheSession()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();
        await portal.AcceptAsync(phone, qr, nonce, "11223");
        await portal.AcceptAsync(phone, qr, nonce, "11224");
        portal.Events.Published.Clear();

        Assert.Refused(RefusalReason.PinBlocked, await portal.AcceptAsync(phone, qr, nonce, "11225"));

        Assert.Equal(SessionState.Cancelled, (await portal.SessionAsync(qr.Sid)).State);
        // The overviews of the organisation show the blocked PIN.
        var organisation = await portal.QueryAsync(db => db.Organisations.SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal([qr.Sid, Topic.Of(organisation.Id).Text], portal.Events.Published.Select(topic => topic.Text));
        Assert.Equal(
            [AuditAction.SessionClaimed, AuditAction.PinRefused, AuditAction.PinRefused, AuditAction.PhonePinBlocked, AuditAction.SessionCancelled],
            await portal.LogOfAsync(qr.Sid));
    }

    [Fact]
    public async Task Accept_AfterThreeWrongPins_IsBlockedWhateverItSends()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();
        await MissThreeTimesAsync(portal, phone, qr, nonce);
        var next = await portal.OpenLoginAsync();

        Assert.Refused(RefusalReason.PinBlocked, await portal.AcceptAsync(phone, qr, nonce));
        Assert.Refused(RefusalReason.PinBlocked, await portal.RefuseAsync(phone, qr, nonce));
        Assert.Refused(RefusalReason.PinBlocked, await portal.ClaimAsync(phone, next));
    }

    [Fact]
    public async Task Accept_RightPinAfterTwoWrong_SetsTheCountBack()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();
        await portal.AcceptAsync(phone, qr, nonce, "11223");
        await portal.AcceptAsync(phone, qr, nonce, "11224");

        await portal.AcceptAsync(phone, qr, nonce);

        var stored = await portal.PhoneAsync(phone);
        Assert.Equal((0, portal.Now), (stored.PinFailures, stored.LastUsedAt));
    }

    [Fact]
    public async Task Accept_WrongPins_AreCountedOverAllMessages()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();
        await portal.AcceptAsync(phone, qr, nonce, "11223");
        await portal.UnlockAsync(phone, portal.NewNonce(), "11223");

        Assert.Refused(RefusalReason.PinBlocked, await portal.AcceptAsync(phone, qr, nonce, "11224"));
    }

    [Fact]
    public async Task Accept_FiftyWrongPinsAtOnce_ThreeAreLookedAt()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr, nonce) = await portal.ClaimLoginAsync();

        var outcomes = await Race.RunAsync(50, i => portal.AcceptAsync(phone, qr, nonce, $"{10000 + i}"));

        Assert.Equal(2, outcomes.Count(o => o.Refusal!.Reason == RefusalReason.PinIncorrect));
        Assert.All(outcomes, o => Assert.True(
            o.Refusal!.Reason is RefusalReason.PinIncorrect or RefusalReason.PinBlocked || o.Refusal is { Reason: RefusalReason.SessionClosed, State: "cancelled" }));
        Assert.Equal(Phone.PinTries, (await portal.PhoneAsync(phone)).PinFailures);
        Assert.Equal(SessionState.Cancelled, (await portal.SessionAsync(qr.Sid)).State);
        Assert.Equal(
            [AuditAction.SessionClaimed, AuditAction.PinRefused, AuditAction.PinRefused, AuditAction.PhonePinBlocked, AuditAction.SessionCancelled],
            await portal.LogOfAsync(qr.Sid));
        Assert.Refused(RefusalReason.PinBlocked, await portal.AcceptAsync(phone, qr, nonce));
    }

    [Fact]
    public async Task Unlock_FiftyWrongPinsAtOnce_ThreeAreLookedAt()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var nonces = Enumerable.Range(0, 50).Select(_ => portal.NewNonce()).ToList();

        var outcomes = await Race.RunAsync(50, i => portal.UnlockAsync(phone, nonces[i], $"{10000 + i}"));

        Assert.Equal(2, outcomes.Count(o => o.Refusal!.Reason == RefusalReason.PinIncorrect));
        Assert.Equal(48, outcomes.Count(o => o.Refusal!.Reason == RefusalReason.PinBlocked));
        Assert.Single(await portal.LogAsync(), e => e.Action == AuditAction.PhonePinBlocked);
    }

    private static async Task MissThreeTimesAsync(TestPortal portal, TestPhone phone, TestQr qr, string nonce)
    {
        foreach (var pin in (string[])["11223", "11224", "11225"])
            await portal.AcceptAsync(phone, qr, nonce, pin);
    }
}
