using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Phones;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Phones;

/// <summary>The nonce of an identity message: how long it is good, for whom, and for how many answers.</summary>
public sealed class UnlockNonceTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Unlock_OtherPayloadForTheSameNonce_IsUnusableAndCountsNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var nonce = portal.NewNonce();
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
            portal.NewNonce()[..80],
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
        var (first, second) = (portal.NewNonce(), portal.NewNonce());
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
        var nonce = portal.NewNonce();

        Assert.Answered(await portal.UnlockAsync(phone, nonce));
        Assert.Equal("Omar de Wit", Assert.Answered(await portal.UnlockAsync(other, nonce)).Unlocked!.Name);
    }

    [Fact]
    public async Task Unlock_Answered_IsRememberedForTwoMinutes()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var nonce = portal.NewNonce();
        await portal.UnlockAsync(phone, nonce);

        portal.Pass(AnsweredMessage.Remembered - Moment);
        Assert.Answered(await portal.UnlockAsync(phone, nonce));
        portal.Pass(Moment);
        Assert.Refused(RefusalReason.NonceUnusable, await portal.UnlockAsync(phone, nonce));
    }

    [Fact]
    public async Task Unlock_AnsweredAndDeleted_IsForgottenAndStaysUnusable()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var nonce = portal.NewNonce();
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
        var nonce = portal.NewNonce();
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
    public async Task Create_AThousandNonces_StoresNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        portal.NewNonce();
        var version = await portal.DataVersionAsync();

        var nonces = Enumerable.Range(0, 1000).Select(_ => portal.NewNonce()).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(1000, nonces.Count);
        Assert.Equal(version, await portal.DataVersionAsync());
        Assert.All(nonces, n => Assert.True(n.Length <= 512 && Base64UrlText.IsCanonical(n)));
    }
}
