using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Phones;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Phones;

/// <summary>The protocol's <c>unlock</c>: what it tells, and what the log keeps of it.</summary>
public sealed class UnlockPhoneTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Unlock_RightPin_TellsWhoTheyAre()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.AddAdministratorAsync(Seed.Administrator(organisation: "Apotheek Aan de Brink", ura: "07654321"));

        var identity = Assert.Answered(await portal.UnlockAsync(phone, portal.NewNonce())).Unlocked!;

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
        await portal.UnlockAsync(phone, portal.NewNonce());
        portal.Pass(TimeSpan.FromDays(1));

        Assert.Equal(first, Assert.Answered(await portal.UnlockAsync(phone, portal.NewNonce())).Unlocked!.LastUsedAt);
    }

    [Fact]
    public async Task Unlock_SameMessageAgain_IsTheSameAnswerAndIsOneUse()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.UnlockAsync(phone, portal.NewNonce());
        portal.Pass(TimeSpan.FromDays(1));
        var nonce = portal.NewNonce();
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
        var nonce = portal.NewNonce();

        var outcomes = await Race.RunAsync(20, _ => portal.UnlockAsync(phone, nonce, "11223"));

        Assert.All(outcomes, o => Assert.Equal(2, Assert.Refused(RefusalReason.PinIncorrect, o).AttemptsLeft));
        Assert.Equal(1, (await portal.PhoneAsync(phone)).PinFailures);
        Assert.Single(await portal.LogAsync(), e => e.Action == AuditAction.PinRefused);
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
            Assert.Answered(await portal.UnlockAsync(phone, portal.NewNonce()));
            Assert.Equal(used, (await portal.PhoneAsync(phone)).LastUsedAt);
            portal.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([null], await UnlockedAsync(portal));
        Assert.Answered(await portal.UnlockAsync(phone, portal.NewNonce()));
        Assert.Equal([null, "UnlocksBefore 59"], await UnlockedAsync(portal));
        portal.Pass(TimeSpan.FromHours(1));
        Assert.Answered(await portal.UnlockAsync(phone, portal.NewNonce()));
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
            await portal.UnlockAsync(phone, portal.NewNonce());

        switch (next)
        {
            case AuditAction.PinRefused:
                await portal.UnlockAsync(phone, portal.NewNonce(), "11223");
                break;
            case AuditAction.PinChanged:
                await portal.ChangePinAsync(phone, portal.NewNonce(), "62607");
                break;
            case AuditAction.PhoneGivenUp:
                await portal.LeaveAsync(phone, portal.NewNonce());
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

        await Race.RunAsync(20, _ => portal.UnlockAsync(phone, portal.NewNonce()));

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
            Assert.Refused(isOfPin ? RefusalReason.PinBlocked : RefusalReason.PhoneBlocked, await portal.UnlockAsync(phone, portal.NewNonce()));
            portal.Pass(TimeSpan.FromMinutes(1));
        }

        var tries = (await portal.LogAsync()).Where(e => e.Action == AuditAction.BlockedPhoneTried).ToList();
        Assert.Equal(3, tries.Count);
        Assert.All(tries, e => Assert.Equal((TestPortal.PhoneClient, isOfPin ? "PinBlocked" : "PhoneBlocked"), (e.Client, e.Detail)));
    }

    // Nonces.

    [Fact]
    public async Task Unlock_AccountBlocked_IsToldSo()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.SetStatusAsync((await portal.PhoneAsync(phone)).AccountId, AccountStatus.Blocked);

        Assert.Refused(RefusalReason.PhoneBlocked, await portal.UnlockAsync(phone, portal.NewNonce()));
    }

    private static async Task<IEnumerable<string?>> UnlockedAsync(TestPortal portal) =>
        (await portal.LogAsync()).Where(e => e.Action == AuditAction.PhoneUnlocked).Select(e => e.Detail);
}
