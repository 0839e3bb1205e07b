using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Changes;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Phones;

/// <summary>Wrong PINs of an unlock: how they are counted, told, and forgotten.</summary>
public sealed class UnlockWrongPinTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Unlock_WrongPin_SaysHowManyAreLeft()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();

        Assert.Equal(2, Assert.Refused(RefusalReason.PinIncorrect, await portal.UnlockAsync(phone, portal.NewNonce(), "11223")).AttemptsLeft);
        Assert.Equal(1, Assert.Refused(RefusalReason.PinIncorrect, await portal.UnlockAsync(phone, portal.NewNonce(), "11223")).AttemptsLeft);
        Assert.Refused(RefusalReason.PinBlocked, await portal.UnlockAsync(phone, portal.NewNonce(), "11223"));
        Assert.Refused(RefusalReason.PinBlocked, await portal.UnlockAsync(phone, portal.NewNonce()));

        Assert.Equal(
            [AuditAction.PinRefused, AuditAction.PinRefused, AuditAction.PhonePinBlocked, AuditAction.BlockedPhoneTried],
            (await portal.LogAsync()).Select(e => e.Action).TakeLast(4));
    }

    [Theory]
    [InlineData(IdentityPayload.Unlock)]
    [InlineData(IdentityPayload.ChangePin)]
    public async Task Execute_ThirdWrongPin_IsToldToTheOverview(string act)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        portal.Events.Published.Clear();
        await MissAsync();
        await MissAsync();
        Assert.Empty(portal.Events.Published);

        await MissAsync();

        Assert.Equal((await portal.PhoneAsync(phone)).Account.AllMemberships.Select(m => Topic.Of(m.OrganisationId)), portal.Events.Published);

        async Task MissAsync() => Assert.Null((act == IdentityPayload.Unlock
            ? await portal.UnlockAsync(phone, portal.NewNonce(), "11223")
            : await portal.ChangePinAsync(phone, portal.NewNonce(), "62607", "11223")).Answer);
    }

    [Fact]
    public async Task Unlock_WrongPinAgain_IsTheSameAnswerAndCountsOnce()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var nonce = portal.NewNonce();
        var first = Assert.Refused(RefusalReason.PinIncorrect, await portal.UnlockAsync(phone, nonce, "11223"));

        Assert.Equal(first, Assert.Refused(RefusalReason.PinIncorrect, await portal.UnlockAsync(phone, nonce, "11223")));
        Assert.Equal(1, (await portal.PhoneAsync(phone)).PinFailures);
    }

    [Fact]
    public async Task Unlock_RightPinAfterTwoWrong_SetsTheCountBack()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.UnlockAsync(phone, portal.NewNonce(), "11223");
        await portal.UnlockAsync(phone, portal.NewNonce(), "11223");

        Assert.Answered(await portal.UnlockAsync(phone, portal.NewNonce()));

        Assert.Equal(2, Assert.Refused(RefusalReason.PinIncorrect, await portal.UnlockAsync(phone, portal.NewNonce(), "11223")).AttemptsLeft);
    }

    // What its owner is told.

    [Fact]
    public async Task Unlock_AfterWrongPins_TellsHowManyAndWhenAndOnce()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        Assert.Equal(default, Assert.Answered(await portal.UnlockAsync(phone, portal.NewNonce())).Unlocked!.WrongPins);
        await portal.UnlockAsync(phone, portal.NewNonce(), "11223");
        portal.Pass(TimeSpan.FromHours(30));
        await portal.UnlockAsync(phone, portal.NewNonce(), "11223");
        var last = portal.Now;
        // Rows of wrong PINs are forgotten; their number is not.
        portal.Pass(TimeSpan.FromDays(3));
        await portal.Get<ExpireSessions>().ExecuteAsync(TestContext.Current.CancellationToken);
        var nonce = portal.NewNonce();

        var told = Assert.Answered(await portal.UnlockAsync(phone, nonce)).Unlocked!.WrongPins;

        Assert.Equal(new WrongPinsBefore(2, last), told);
        Assert.Equal(told, Assert.Answered(await portal.UnlockAsync(phone, nonce)).Unlocked!.WrongPins);
        Assert.Equal(default, Assert.Answered(await portal.UnlockAsync(phone, portal.NewNonce())).Unlocked!.WrongPins);
    }

    // Else whoever guesses beside the owner is hidden by each login that the owner accepts.
    [Fact]
    public async Task Unlock_AfterWrongPinsAndALogin_TellsAllTheSame()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.UnlockAsync(phone, portal.NewNonce(), "11223");
        await portal.AcceptAsync(phone, await portal.OpenLoginAsync());

        Assert.Equal(1, Assert.Answered(await portal.UnlockAsync(phone, portal.NewNonce())).Unlocked!.WrongPins.Count);
    }

    [Fact]
    public async Task Unlock_NineWrongBetweenRightOnesInADay_BlockAsThreeInARowDo()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var left = new List<int?>();
        for (var i = 0; i < 8; i++)
        {
            left.Add(Assert.Refused(RefusalReason.PinIncorrect, await portal.UnlockAsync(phone, portal.NewNonce(), "11223")).AttemptsLeft);
            Assert.Answered(await portal.UnlockAsync(phone, portal.NewNonce()));
            portal.Pass(TimeSpan.FromMinutes(170));
        }

        Assert.Equal([2, 2, 2, 2, 2, 2, 2, 1], left);
        Assert.Refused(RefusalReason.PinBlocked, await portal.UnlockAsync(phone, portal.NewNonce(), "11223"));
        Assert.Refused(RefusalReason.PinBlocked, await portal.UnlockAsync(phone, portal.NewNonce()));
        Assert.Single(await portal.LogAsync(), e => e.Action == AuditAction.PhonePinBlocked);
    }

    [Fact]
    public async Task Unlock_NineWrongBetweenRightOnesInMoreThanADay_BlockNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(2, Assert.Refused(RefusalReason.PinIncorrect, await portal.UnlockAsync(phone, portal.NewNonce(), "11223")).AttemptsLeft);
            Assert.Answered(await portal.UnlockAsync(phone, portal.NewNonce()));
            portal.Pass(TimeSpan.FromHours(4));
        }
    }
}
