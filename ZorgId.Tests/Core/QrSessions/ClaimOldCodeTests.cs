using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

/// <summary>How old a login's code may be.</summary>
public sealed class ClaimOldCodeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public async Task Claim_CodeUpToFourStepsOld_IsClaimed(int steps)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        portal.Pass(steps * LoginCode.StepLength);

        Assert.Answered(await portal.ClaimAsync(phone, qr));
    }

    [Fact]
    [ProtocolRow("claim", "the code is of an earlier step, or too old")]
    public async Task Claim_CodeFiveStepsOld_HasExpiredAndTheSessionStaysOpen()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        portal.Pass(5 * LoginCode.StepLength);

        Assert.Refused(RefusalReason.CodeExpired, await portal.ClaimAsync(phone, qr));

        Assert.Equal(SessionState.Open, (await portal.SessionAsync(qr.Sid)).State);
        Assert.Answered(await portal.ClaimAsync(phone, await portal.LoginQrAsync(qr.Sid)));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, RefusalReason.SessionUnknown)]
    public async Task Claim_CodeOfAClockThatRunsAhead_IsGoodForOneStep(int steps, RefusalReason? refusal)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        var secret = await portal.SecretOfAsync(qr.Sid);

        var outcome = await portal.ClaimAsync(phone, qr with { Code = LoginCode.At(secret, steps) });

        Assert.Equal(refusal, outcome.Refusal?.Reason);
    }

    [Fact]
    public async Task Claim_OldCodeByAKeyWithoutAccount_HasExpired()
    {
        await using var portal = await TestPortal.StartAsync();
        var stranger = new TestPhone();
        var qr = await portal.OpenLoginAsync();
        portal.Pass(5 * LoginCode.StepLength);

        Assert.Refused(RefusalReason.CodeExpired, await portal.ClaimAsync(stranger, qr, stranger.ByJwk));
    }

    [Fact]
    public async Task Claim_OldCodeBySigner_HasExpiredBeforeTheRoleIsLookedAt()
    {
        await using var portal = await TestPortal.StartAsync();
        var signer = await portal.SeedSignerAsync(await portal.SeedActorAsync());
        var qr = await portal.OpenLoginAsync();
        portal.Pass(5 * LoginCode.StepLength);

        Assert.Refused(RefusalReason.CodeExpired, await portal.ClaimAsync(signer, qr));
    }
}
