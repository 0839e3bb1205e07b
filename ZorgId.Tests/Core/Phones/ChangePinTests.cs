using ZorgId.Core.Audit;
using ZorgId.Core.Phones;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Phones;

/// <summary>The protocol's <c>changePin</c>.</summary>
public sealed class ChangePinTests
{
    private const string NewPin = "62607";

    [Fact]
    public async Task ChangePin_RightPin_TheNewOneIsGoodAndTheOldOneIsNot()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var old = phone.Pin;
        portal.Events.Published.Clear();

        var answer = Assert.Answered(await portal.ChangePinAsync(phone, portal.NewNonce(), NewPin));

        Assert.Null(answer.Unlocked);
        Assert.Empty(portal.Events.Published);
        Assert.Answered(await portal.UnlockAsync(phone, portal.NewNonce()));
        Assert.Refused(RefusalReason.PinIncorrect, await portal.UnlockAsync(phone, portal.NewNonce(), old));
        var entry = Assert.Single(await portal.LogAsync(), e => e.Action == AuditAction.PinChanged);
        var account = (await portal.PhoneAsync(phone)).AccountId;
        Assert.Equal((account, account, TestPortal.PhoneClient), (entry.Actor, entry.Subject, entry.Client));
    }

    [Fact]
    public async Task ChangePin_NewPinKey_IsKeptEncrypted()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();

        await portal.ChangePinAsync(phone, portal.NewNonce(), NewPin);

        var row = await portal.PhoneAsync(phone);
        var stored = row.ProtectedPinKey;
        Assert.Equal(phone.PinKey(NewPin), portal.Get<PinProtection>().Unprotect(row.PinOwner, stored));
        Assert.Equal(-1, stored.AsSpan().IndexOf(phone.PinKey(NewPin)));
    }

    [Fact]
    public async Task ChangePin_WrongPin_ChangesNothingAndCounts()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();

        Assert.Equal(2, Assert.Refused(RefusalReason.PinIncorrect, await portal.ChangePinAsync(phone, portal.NewNonce(), NewPin, "11223")).AttemptsLeft);
        Assert.Refused(RefusalReason.PinIncorrect, await portal.UnlockAsync(phone, portal.NewNonce(), "11223"));
        Assert.Refused(RefusalReason.PinBlocked, await portal.ChangePinAsync(phone, portal.NewNonce(), NewPin, "11223"));

        Assert.Refused(RefusalReason.PinBlocked, await portal.ChangePinAsync(phone, portal.NewNonce(), NewPin));
        Assert.Equal(
            [AuditAction.PinRefused, AuditAction.PinRefused, AuditAction.PhonePinBlocked, AuditAction.BlockedPhoneTried],
            (await portal.LogAsync()).Select(e => e.Action).TakeLast(4));
    }

    [Fact]
    public async Task ChangePin_SameMessageAgain_IsDoneOnceThoughItsProofIsOfTheOldPin()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var message = phone.ChangePin(TestPortal.Productie, portal.NewNonce(), NewPin);
        Assert.Answered(await portal.IdentifyAsync(message));
        portal.Pass(AnsweredMessage.Remembered - TimeSpan.FromSeconds(1));
        var version = await portal.DataVersionAsync();

        Assert.Answered(await portal.IdentifyAsync(message));
        Assert.Equal(version, await portal.DataVersionAsync());

        portal.Pass(TimeSpan.FromSeconds(1));
        Assert.Refused(RefusalReason.NonceUnusable, await portal.IdentifyAsync(message));
        Assert.Equal(0, (await portal.PhoneAsync(phone)).PinFailures);
    }

    [Fact]
    public async Task ChangePin_SameMessageTwentyTimesAtOnce_IsDoneOnce()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var message = phone.ChangePin(TestPortal.Productie, portal.NewNonce(), NewPin);

        var outcomes = await Race.RunAsync(20, _ => portal.IdentifyAsync(message));

        Assert.All(outcomes, o => Assert.Answered(o));
        Assert.Single(await portal.LogAsync(), e => e.Action == AuditAction.PinChanged);
    }

    [Fact]
    public async Task ChangePin_TwoAtOnce_OneIsDoneAndTheOtherProvesAPinThatIsOld()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        string[] pins = [NewPin, "73718"];
        var messages = pins.Select(pin => phone.ChangePin(TestPortal.Productie, portal.NewNonce(), pin)).ToList();

        var outcomes = await Race.RunAsync(2, i => portal.IdentifyAsync(messages[i]));

        var done = Array.FindIndex(outcomes, o => o.Answer is not null);
        Assert.Refused(RefusalReason.PinIncorrect, outcomes[1 - done]);
        Assert.Answered(await portal.UnlockAsync(phone, portal.NewNonce(), pins[done]));
    }

    [Fact]
    public async Task ChangePin_AnotherActWithTheSameNonce_IsUnusable()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var nonce = portal.NewNonce();
        Assert.Answered(await portal.UnlockAsync(phone, nonce));

        Assert.Refused(RefusalReason.NonceUnusable, await portal.ChangePinAsync(phone, nonce, NewPin));
        Assert.Refused(RefusalReason.NonceUnusable, await portal.LeaveAsync(phone, nonce));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("AA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public async Task ChangePin_NoKeyOfTheRightLength_IsMalformedAndCountsNothing(string? newPinKey)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var message = phone.ChangePin(TestPortal.Productie, portal.NewNonce(), NewPin, change: jws =>
        {
            jws.Payload.Remove("newPinKey");
            if (newPinKey is not null)
                jws.Payload["newPinKey"] = newPinKey;
        });

        Assert.Refused(RefusalReason.MalformedMessage, await portal.IdentifyAsync(message));
    }

    [Fact]
    public async Task ChangePin_DuringALogin_TheProofIsOfTheNewPinFromThenOn()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var (qr, old) = (await portal.OpenLoginAsync(), phone.Pin);
        var nonce = await portal.MustClaimAsync(phone, qr);
        await portal.ChangePinAsync(phone, portal.NewNonce(), NewPin);

        Assert.Refused(RefusalReason.PinIncorrect, await portal.AcceptAsync(phone, qr, nonce, old));
        Assert.Answered(await portal.AcceptAsync(phone, qr, nonce));
    }
}
