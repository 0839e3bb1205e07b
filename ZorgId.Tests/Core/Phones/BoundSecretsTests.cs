using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Phones;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Phones;

/// <summary>What is encrypted opens in its own row only: whoever can write to the database, and has no key, cannot give a row what they know.</summary>
public sealed class BoundSecretsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Unlock_ByAKeyAndAPinThatWereCopiedIntoAnothersRow_IsNotPossible()
    {
        await using var portal = await TestPortal.StartAsync();
        var (victim, thief) = (await portal.SeedAdministratorAsync(), await portal.SeedAdministratorAsync(Seed.Administrator(Seed.Other)));
        var (theirs, own) = (await portal.PhoneAsync(victim), await portal.PhoneAsync(thief));

        // The thief's row goes, since a key is there once.
        await portal.QueryAsync(db => db.Phones.Where(p => p.Id == own.Id).ExecuteDeleteAsync(Cancellation));
        await portal.QueryAsync(db => db.Phones.Where(p => p.Id == theirs.Id).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.Kid, own.Kid).SetProperty(p => p.PublicKey, own.PublicKey).SetProperty(p => p.ProtectedPinKey, own.ProtectedPinKey), Cancellation));

        await MustNotOpenAsync(portal, thief);
    }

    [Fact]
    public async Task Unlock_ByAPhoneThatWasGivenAnothersAccount_IsNotPossible()
    {
        await using var portal = await TestPortal.StartAsync();
        var (victim, thief) = (await portal.SeedAdministratorAsync(), await portal.SeedAdministratorAsync(Seed.Administrator(Seed.Other)));
        var theirs = await portal.PhoneAsync(victim);

        await portal.QueryAsync(db => db.Phones.Where(p => p.Id == theirs.Id).ExecuteDeleteAsync(Cancellation));
        await portal.QueryAsync(db => db.Phones.Where(p => p.Kid == thief.Kid).ExecuteUpdateAsync(set => set.SetProperty(p => p.AccountId, theirs.AccountId), Cancellation));

        await MustNotOpenAsync(portal, thief);
    }

    [Fact]
    public async Task Unlock_AnothersPin_IsNotPossible()
    {
        await using var portal = await TestPortal.StartAsync();
        var (victim, thief) = (await portal.SeedAdministratorAsync(), await portal.SeedAdministratorAsync(Seed.Administrator(Seed.Other)));
        var own = (await portal.PhoneAsync(thief)).ProtectedPinKey;

        await portal.QueryAsync(db => db.Phones.Where(p => p.Kid == victim.Kid).ExecuteUpdateAsync(set => set.SetProperty(p => p.ProtectedPinKey, own), Cancellation));

        await MustNotOpenAsync(portal, victim);
    }

    [Fact]
    public async Task Unprotect_EachPartOfTheOwner_IsLookedAt()
    {
        await using var portal = await TestPortal.StartAsync();
        var row = await portal.PhoneAsync(await portal.SeedAdministratorAsync());
        var protection = portal.Get<PinProtection>();
        PinOwner owner = row.PinOwner;

        foreach (var other in (PinOwner[])
            [owner with { Phone = PhoneId.New(portal.Time) }, owner with { Account = new(Guid.NewGuid()) }, owner with { Kid = new TestPhone().Kid }, owner with { PublicKey = new byte[64] }])
        {
            Assert.ThrowsAny<CryptographicException>(() => protection.Unprotect(other, row.ProtectedPinKey));
        }

        Assert.NotEmpty(protection.Unprotect(owner, row.ProtectedPinKey));
    }

    [Fact]
    public async Task Claim_SecretThatWasCopiedFromAnotherLogin_DoesNotOpen()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var (own, other) = (await portal.OpenLoginAsync(), await portal.OpenLoginAsync());
        var secret = (await portal.SessionAsync(own.Sid)).ProtectedSecret;
        var id = (await portal.SessionAsync(other.Sid)).Id;

        await portal.QueryAsync(db => db.QrSessions.Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.ProtectedSecret, secret), Cancellation));

        await Assert.ThrowsAnyAsync<CryptographicException>(() => portal.ClaimAsync(phone, other with { Code = own.Code }));
    }

    private static async Task MustNotOpenAsync(TestPortal portal, TestPhone phone)
    {
        var version = await portal.DataVersionAsync();
        await Assert.ThrowsAnyAsync<CryptographicException>(() => portal.UnlockAsync(phone, portal.NewNonce()));
        Assert.Equal(version, await portal.DataVersionAsync());
    }
}
