using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Changes;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Phones;

/// <summary>The protocol's <c>unlock</c>, its nonces and its memory.</summary>
public sealed class UnlockPhoneTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Unlock_RightPin_TellsWhoTheyAre()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.AddAdministratorAsync(Seed.Administrator(organisation: "Apotheek Aan de Brink", ura: "07654321"));

        var identity = Assert.Answered(await portal.UnlockAsync(phone, NewNonce(portal))).Unlocked!;

        Assert.Equal((PortalEnvironment.Productie, "Bea Jansen", null), (identity.Environment, identity.Name, identity.LastUsedAt));
        Assert.Equal(
            [new("Apotheek Aan de Brink", Role.Administrator), new("Huisartsenpraktijk De Linde", Role.Administrator)],
            identity.Organisations);
        Assert.Equal(portal.Now, (await portal.PhoneAsync(phone)).LastUsedAt);
    }

    [Fact]
    public async Task Unlock_Later_TellsWhenItWasLastUsed()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var first = portal.Now;
        await portal.UnlockAsync(phone, NewNonce(portal));
        portal.Pass(TimeSpan.FromDays(1));

        Assert.Equal(first, Assert.Answered(await portal.UnlockAsync(phone, NewNonce(portal))).Unlocked!.LastUsedAt);
    }

    [Fact]
    public async Task Unlock_SameMessageAgain_IsTheSameAnswerAndIsOneUse()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.UnlockAsync(phone, NewNonce(portal));
        portal.Pass(TimeSpan.FromDays(1));
        var nonce = NewNonce(portal);
        var first = Assert.Answered(await portal.UnlockAsync(phone, nonce));
        portal.Pass(TimeSpan.FromSeconds(30));
        var version = await portal.DataVersionAsync();

        var again = Assert.Answered(await portal.UnlockAsync(phone, nonce));

        Assert.Equivalent(first, again, strict: true);
        Assert.Equal(version, await portal.DataVersionAsync());
    }

    [Fact]
    public async Task Unlock_SameMessageTwentyTimesAtOnce_CountsOnce()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var nonce = NewNonce(portal);

        var outcomes = await Race.RunAsync(20, _ => portal.UnlockAsync(phone, nonce, "11223"));

        Assert.All(outcomes, o => Assert.Equal(2, Assert.Refused(RefusalReason.PinIncorrect, o).AttemptsLeft));
        Assert.Equal(1, (await portal.PhoneAsync(phone)).PinFailures);
        Assert.Single(await portal.LogAsync(), e => e.Action == AuditAction.PinRefused);
    }

    [Fact]
    public async Task Unlock_WrongPin_SaysHowManyAreLeft()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();

        Assert.Equal(2, Assert.Refused(RefusalReason.PinIncorrect, await portal.UnlockAsync(phone, NewNonce(portal), "11223")).AttemptsLeft);
        Assert.Equal(1, Assert.Refused(RefusalReason.PinIncorrect, await portal.UnlockAsync(phone, NewNonce(portal), "11223")).AttemptsLeft);
        Assert.Refused(RefusalReason.PinBlocked, await portal.UnlockAsync(phone, NewNonce(portal), "11223"));
        Assert.Refused(RefusalReason.PinBlocked, await portal.UnlockAsync(phone, NewNonce(portal)));

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
            ? await portal.UnlockAsync(phone, NewNonce(portal), "11223")
            : await portal.ChangePinAsync(phone, NewNonce(portal), "62607", "11223")).Answer);
    }

    [Fact]
    public async Task Unlock_WrongPinAgain_IsTheSameAnswerAndCountsOnce()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var nonce = NewNonce(portal);
        var first = Assert.Refused(RefusalReason.PinIncorrect, await portal.UnlockAsync(phone, nonce, "11223"));

        Assert.Equal(first, Assert.Refused(RefusalReason.PinIncorrect, await portal.UnlockAsync(phone, nonce, "11223")));
        Assert.Equal(1, (await portal.PhoneAsync(phone)).PinFailures);
    }

    [Fact]
    public async Task Unlock_RightPinAfterTwoWrong_SetsTheCountBack()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.UnlockAsync(phone, NewNonce(portal), "11223");
        await portal.UnlockAsync(phone, NewNonce(portal), "11223");

        Assert.Answered(await portal.UnlockAsync(phone, NewNonce(portal)));

        Assert.Equal(2, Assert.Refused(RefusalReason.PinIncorrect, await portal.UnlockAsync(phone, NewNonce(portal), "11223")).AttemptsLeft);
    }

    // What its owner is told.

    [Fact]
    public async Task Unlock_AfterWrongPins_TellsHowManyAndWhenAndOnce()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        Assert.Equal(default, Assert.Answered(await portal.UnlockAsync(phone, NewNonce(portal))).Unlocked!.WrongPins);
        await portal.UnlockAsync(phone, NewNonce(portal), "11223");
        portal.Pass(TimeSpan.FromHours(30));
        await portal.UnlockAsync(phone, NewNonce(portal), "11223");
        var last = portal.Now;
        // Rows of wrong PINs are forgotten; their number is not.
        portal.Pass(TimeSpan.FromDays(3));
        await portal.Get<ExpireSessions>().ExecuteAsync(TestContext.Current.CancellationToken);
        var nonce = NewNonce(portal);

        var told = Assert.Answered(await portal.UnlockAsync(phone, nonce)).Unlocked!.WrongPins;

        Assert.Equal(new WrongPinsBefore(2, last), told);
        Assert.Equal(told, Assert.Answered(await portal.UnlockAsync(phone, nonce)).Unlocked!.WrongPins);
        Assert.Equal(default, Assert.Answered(await portal.UnlockAsync(phone, NewNonce(portal))).Unlocked!.WrongPins);
    }

    // Else whoever guesses beside the owner is hidden by each login that the owner accepts.
    [Fact]
    public async Task Unlock_AfterWrongPinsAndALogin_TellsAllTheSame()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.UnlockAsync(phone, NewNonce(portal), "11223");
        await portal.AcceptAsync(phone, await portal.OpenLoginAsync());

        Assert.Equal(1, Assert.Answered(await portal.UnlockAsync(phone, NewNonce(portal))).Unlocked!.WrongPins.Count);
    }

    [Fact]
    public async Task Unlock_NineWrongBetweenRightOnesInADay_BlockAsThreeInARowDo()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var left = new List<int?>();
        for (var i = 0; i < 8; i++)
        {
            left.Add(Assert.Refused(RefusalReason.PinIncorrect, await portal.UnlockAsync(phone, NewNonce(portal), "11223")).AttemptsLeft);
            Assert.Answered(await portal.UnlockAsync(phone, NewNonce(portal)));
            portal.Pass(TimeSpan.FromMinutes(170));
        }

        Assert.Equal([2, 2, 2, 2, 2, 2, 2, 1], left);
        Assert.Refused(RefusalReason.PinBlocked, await portal.UnlockAsync(phone, NewNonce(portal), "11223"));
        Assert.Refused(RefusalReason.PinBlocked, await portal.UnlockAsync(phone, NewNonce(portal)));
        Assert.Single(await portal.LogAsync(), e => e.Action == AuditAction.PhonePinBlocked);
    }

    [Fact]
    public async Task Unlock_NineWrongBetweenRightOnesInMoreThanADay_BlockNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(2, Assert.Refused(RefusalReason.PinIncorrect, await portal.UnlockAsync(phone, NewNonce(portal), "11223")).AttemptsLeft);
            Assert.Answered(await portal.UnlockAsync(phone, NewNonce(portal)));
            portal.Pass(TimeSpan.FromHours(4));
        }
    }

    // What the log is told.

    [Fact]
    public async Task Unlock_ManyTimesInAnHour_IsOneEntryAndTheNextCarriesTheirNumber()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var used = portal.Now;
        for (var i = 0; i < 60; i++)
        {
            used = portal.Now;
            Assert.Answered(await portal.UnlockAsync(phone, NewNonce(portal)));
            Assert.Equal(used, (await portal.PhoneAsync(phone)).LastUsedAt);
            portal.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([null], await UnlockedAsync(portal));
        Assert.Answered(await portal.UnlockAsync(phone, NewNonce(portal)));
        Assert.Equal([null, "UnlocksBefore 59"], await UnlockedAsync(portal));
        portal.Pass(TimeSpan.FromHours(1));
        Assert.Answered(await portal.UnlockAsync(phone, NewNonce(portal)));
        Assert.Equal([null, "UnlocksBefore 59", null], await UnlockedAsync(portal));
    }

    [Theory]
    [InlineData(AuditAction.PinRefused)]
    [InlineData(AuditAction.PinChanged)]
    [InlineData(AuditAction.PhoneGivenUp)]
    [InlineData(AuditAction.PhoneReplaced)]
    public async Task Unlock_CountedOnly_IsToldByTheNextEntryWhicheverItIs(AuditAction next)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        for (var i = 0; i < 4; i++)
            await portal.UnlockAsync(phone, NewNonce(portal));

        switch (next)
        {
            case AuditAction.PinRefused:
                await portal.UnlockAsync(phone, NewNonce(portal), "11223");
                break;
            case AuditAction.PinChanged:
                await portal.ChangePinAsync(phone, NewNonce(portal), "62607");
                break;
            case AuditAction.PhoneGivenUp:
                await portal.LeaveAsync(phone, NewNonce(portal));
                break;
            default:
                await portal.SeedAdministratorAsync();
                break;
        }

        Assert.Equal("UnlocksBefore 3", Assert.Single(await portal.LogAsync(), e => e.Action == next).Detail);
    }

    [Fact]
    public async Task Unlock_AtOnceFromManySides_LosesNoCount()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();

        await Race.RunAsync(20, _ => portal.UnlockAsync(phone, NewNonce(portal)));

        Assert.Single(await UnlockedAsync(portal));
        Assert.Equal(19, (await portal.PhoneAsync(phone)).UnloggedUnlocks);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Unlock_WhileBlocked_IsAnEntryEachTime(bool isOfPin)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        if (isOfPin)
            await portal.BlockPinAsync(phone);
        else
            await portal.SetStatusAsync((await portal.PhoneAsync(phone)).AccountId, AccountStatus.Blocked);

        for (var i = 0; i < 3; i++)
        {
            Assert.Refused(isOfPin ? RefusalReason.PinBlocked : RefusalReason.PhoneBlocked, await portal.UnlockAsync(phone, NewNonce(portal)));
            portal.Pass(TimeSpan.FromMinutes(1));
        }

        var tries = (await portal.LogAsync()).Where(e => e.Action == AuditAction.BlockedPhoneTried).ToList();
        Assert.Equal(3, tries.Count);
        Assert.All(tries, e => Assert.Equal((TestPortal.PhoneClient, isOfPin ? "PinBlocked" : "PhoneBlocked"), (e.Client, e.Detail)));
    }

    // Nonces.

    [Fact]
    public async Task Unlock_OtherPayloadForTheSameNonce_IsUnusableAndCountsNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var nonce = NewNonce(portal);
        await portal.UnlockAsync(phone, nonce, "11223");

        Assert.Refused(RefusalReason.NonceUnusable, await portal.UnlockAsync(phone, nonce));
        Assert.Refused(RefusalReason.NonceUnusable, await portal.UnlockAsync(phone, nonce, "11224"));
        Assert.Refused(RefusalReason.NonceUnusable, await portal.UnlockAsync(phone, nonce, "11223", jws => jws.Payload["more"] = 1));
        Assert.Equal(1, (await portal.PhoneAsync(phone)).PinFailures);
    }

    [Fact]
    public async Task Unlock_ForeignNonces_AreUnusableAndCountNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var version = await portal.DataVersionAsync();
        string[] foreign =
        [
            Base64UrlText.Random(16),
            Base64UrlText.Random(120),
            "AA",
            portal.Get<ChallengeNonces>().Create(PortalEnvironment.Acceptatie),
            new ChallengeNonces(new EphemeralDataProtectionProvider(), portal.Time).Create(PortalEnvironment.Productie),
            System.Buffers.Text.Base64Url.EncodeToString(portal.Get<PinProtection>().Protect((await portal.PhoneAsync(phone)).PinOwner, new byte[9])),
            NewNonce(portal)[..80],
        ];

        foreach (var nonce in foreign)
            Assert.Refused(RefusalReason.NonceUnusable, await portal.UnlockAsync(phone, nonce, "11223"));

        Assert.Equal(version, await portal.DataVersionAsync());
    }

    [Fact]
    public async Task Unlock_NonceOfAMinute_IsTooOldFromThenOn()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var (first, second) = (NewNonce(portal), NewNonce(portal));
        portal.Pass(ChallengeNonces.Lifetime - Moment);
        Assert.Answered(await portal.UnlockAsync(phone, first));

        portal.Pass(Moment);

        Assert.Refused(RefusalReason.NonceUnusable, await portal.UnlockAsync(phone, second));
    }

    [Fact]
    public async Task Unlock_NonceOfAnother_IsGoodForBoth()
    {
        // A nonce belongs to nobody; it is the message that it is good for once.
        await using var portal = await TestPortal.StartAsync();
        var (phone, other) = (await portal.SeedAdministratorAsync(), await portal.SeedAdministratorAsync(Seed.Administrator(Seed.Other)));
        var nonce = NewNonce(portal);

        Assert.Answered(await portal.UnlockAsync(phone, nonce));
        Assert.Equal("Omar de Wit", Assert.Answered(await portal.UnlockAsync(other, nonce)).Unlocked!.Name);
    }

    [Fact]
    public async Task Unlock_Answered_IsRememberedForTwoMinutes()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var nonce = NewNonce(portal);
        await portal.UnlockAsync(phone, nonce);

        portal.Pass(AnsweredMessage.Remembered - Moment);
        Assert.Answered(await portal.UnlockAsync(phone, nonce));
        portal.Pass(Moment);
        Assert.Refused(RefusalReason.NonceUnusable, await portal.UnlockAsync(phone, nonce));
    }

    [Fact]
    public async Task Unlock_AnsweredAndSwept_IsForgottenAndStaysUnusable()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var nonce = NewNonce(portal);
        await portal.UnlockAsync(phone, nonce);
        portal.Pass(ExpirePhoneRows.Kept + Moment);

        Assert.Equal(1, await portal.Get<ExpirePhoneRows>().ExecuteAsync(TestContext.Current.CancellationToken));

        Assert.Equal(0, await portal.QueryAsync(db => db.AnsweredMessages.CountAsync(TestContext.Current.CancellationToken)));
        Assert.Refused(RefusalReason.NonceUnusable, await portal.UnlockAsync(phone, nonce));
    }

    [Fact]
    public async Task Unlock_BadSignature_IsRememberedByNobody()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var nonce = NewNonce(portal);
        var version = await portal.DataVersionAsync();

        Assert.Refused(RefusalReason.UnknownPhone, await portal.UnlockAsync(phone, nonce, "11223", jws => jws.Signer = _ => new byte[64]));

        Assert.Equal(version, await portal.DataVersionAsync());
        Assert.Answered(await portal.UnlockAsync(phone, nonce));
    }

    [Fact]
    public async Task Unlock_AtTheOtherEnvironment_IsUnknownThere()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var nonce = portal.Get<ChallengeNonces>().Create(PortalEnvironment.Acceptatie);

        Assert.Refused(RefusalReason.UnknownPhone, await portal.UnlockAsync(phone, nonce, environment: PortalEnvironment.Acceptatie));
    }

    [Fact]
    public async Task Unlock_AccountBlocked_IsToldSo()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.SetStatusAsync((await portal.PhoneAsync(phone)).AccountId, AccountStatus.Blocked);

        Assert.Refused(RefusalReason.PhoneBlocked, await portal.UnlockAsync(phone, NewNonce(portal)));
    }

    [Fact]
    public async Task Create_AThousandNonces_StoresNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        NewNonce(portal);
        var version = await portal.DataVersionAsync();

        var nonces = Enumerable.Range(0, 1000).Select(_ => NewNonce(portal)).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(1000, nonces.Count);
        Assert.Equal(version, await portal.DataVersionAsync());
        Assert.All(nonces, n => Assert.True(n.Length <= 512 && Base64UrlText.IsCanonical(n)));
    }

    private static async Task<IEnumerable<string?>> UnlockedAsync(TestPortal portal) =>
        (await portal.LogAsync()).Where(e => e.Action == AuditAction.PhoneUnlocked).Select(e => e.Detail);

    private static string NewNonce(TestPortal portal) => portal.Get<ChallengeNonces>().Create(PortalEnvironment.Productie);
}
