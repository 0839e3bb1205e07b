using System.Buffers.Text;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Phones;

public sealed class PinCheckTests
{
    private const string Nonce = "bm9uY2Utbm9uY2Utbm9uY2U";

    [Theory]
    [InlineData(PhoneState.Revoked, RefusalReason.PhoneRevoked)]
    [InlineData(PhoneState.Blocked, RefusalReason.PhoneBlocked)]
    public async Task Check_PhoneEndedSinceItsMessageWasLetIn_SaysSoAndCountsNothing(PhoneState state, RefusalReason reason)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var letIn = await portal.PhoneAsync(phone);
        await portal.SetStateAsync(phone, state);

        var verdict = await CheckAsync(portal, letIn, phone.PinProof(Nonce, phone.Pin));

        Assert.Equal(new PinVerdict(new Refusal(reason), IsCounted: false), verdict);
        Assert.Equal(0, (await portal.PhoneAsync(phone)).PinFailures);
    }

    [Fact]
    public async Task Check_WrongPins_CountToThreeAndNoFurther()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var stored = await portal.PhoneAsync(phone);

        var verdicts = new List<PinVerdict>();
        foreach (var pin in (string[])["11223", "11223", "11224", "11225", "11226", phone.Pin])
            verdicts.Add(await CheckAsync(portal, stored, phone.PinProof(Nonce, pin)));

        Assert.Equal(
            [
                new(new(RefusalReason.PinIncorrect, AttemptsLeft: 2), IsCounted: true),
                new(new(RefusalReason.PinIncorrect, AttemptsLeft: 2), IsCounted: false),
                new(new(RefusalReason.PinIncorrect, AttemptsLeft: 1), IsCounted: true),
                new(new(RefusalReason.PinBlocked), IsCounted: true),
                new(new(RefusalReason.PinBlocked), IsCounted: false),
                new(new(RefusalReason.PinBlocked), IsCounted: false),
            ],
            verdicts);
    }

    [Fact]
    public async Task Check_RightPin_TellsTheHourInWhichThePersonWasSeen()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        portal.Pass(TimeSpan.FromMinutes(100));
        var hour = portal.Now.Date.AddHours(portal.Now.Hour);

        await CheckAsync(portal, await portal.PhoneAsync(phone), phone.PinProof(Nonce, "11223"));
        Assert.Null((await portal.PhoneAsync(phone)).Account.LastSeenAt);
        await CheckAsync(portal, await portal.PhoneAsync(phone), phone.PinProof(Nonce, phone.Pin));
        Assert.Equal(hour, (await portal.PhoneAsync(phone)).Account.LastSeenAt);

        portal.Pass(TimeSpan.FromHours(3));
        await CheckAsync(portal, await portal.PhoneAsync(phone), phone.PinProof(Nonce, phone.Pin));
        Assert.Equal(hour.AddHours(3), (await portal.PhoneAsync(phone)).Account.LastSeenAt);
    }

    private static Task<PinVerdict> CheckAsync(TestPortal portal, Phone phone, string proof) =>
        portal.Get<PortalTransactions>().RunAsync(
            (db, _) => portal.Get<PinCheck>().CheckAsync(db, phone, Nonce, Base64Url.DecodeFromChars(proof), TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken);
}
