using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

/// <summary>The claim with a code that was made for a phone whose owner typed.</summary>
public sealed class ClaimTypedCodeTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Claim_CodeMadeForAnotherKey_IsUnknown()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, other) = (new TestPhone(), new TestPhone());
        var qr = await portal.MustTypeAsync(phone, await portal.MustShowTypedCodeAsync(await portal.AddAdministratorAsync()));

        Assert.Refused(RefusalReason.SessionUnknown, await portal.ClaimAsync(other, qr));
        Assert.Answered(await portal.ClaimAsync(phone, qr));
        Assert.Refused(RefusalReason.SessionUnknown, await portal.ClaimAsync(other, qr));
    }

    [Fact]
    public async Task Claim_CodeMadeForAnotherSession_IsUnknown()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, other) = (await portal.SeedAdministratorAsync(), await portal.OpenLoginAsync());
        var qr = await portal.MustTypeAsync(phone, await portal.MustShowTypedCodeAsync(await portal.OpenLoginAsync()));

        Assert.Refused(RefusalReason.SessionUnknown, await portal.ClaimAsync(phone, other with { Code = qr.Code }));
    }

    [Fact]
    [ProtocolRow("claim", "the code is of an earlier step, or too old")]
    public async Task Claim_CodeMadeForThisKey_IsGoodForAMinute()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var (first, second) = (await portal.OpenLoginAsync(), await portal.OpenLoginAsync());
        var firstQr = await portal.MustTypeAsync(phone, await portal.MustShowTypedCodeAsync(first));
        var secondQr = await portal.MustTypeAsync(phone, await portal.MustShowTypedCodeAsync(second));

        portal.Pass(TimeSpan.FromSeconds(60) - Moment);
        Assert.Answered(await portal.ClaimAsync(phone, firstQr));
        portal.Pass(Moment);
        Assert.Refused(RefusalReason.CodeExpired, await portal.ClaimAsync(phone, secondQr));
        Assert.Equal(SessionState.Open, (await portal.SessionAsync(second.Sid)).State);
    }

    [Fact]
    public async Task Claim_AgainWithACodeThatIsTooOldNow_IsTheSameAnswer()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = new TestPhone();
        var qr = await portal.MustTypeAsync(phone, await portal.MustShowTypedCodeAsync(await portal.AddAdministratorAsync()));
        var nonce = await portal.MustClaimAsync(phone, qr);
        portal.Pass(TimeSpan.FromSeconds(90));

        Assert.Equal(nonce, await portal.MustClaimAsync(phone, qr));
    }

    [Fact]
    public async Task Claim_ScannedByAnotherBefore_IsTurnedAwayAndShown()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, enrollment) = (new TestPhone(), await portal.AddAdministratorAsync());
        var typed = await portal.MustShowTypedCodeAsync(enrollment);
        await portal.MustClaimAsync(new TestPhone(), enrollment);

        Assert.Refused(RefusalReason.SessionClaimed, await portal.ClaimAsync(phone, await portal.MustTypeAsync(phone, typed)));
        Assert.Equal(new ScanningPhone("", null, null, TestPortal.PhoneClient), (await portal.SessionAsync(enrollment.Sid)).SecondPhoneFrom);
    }

    [Fact]
    public async Task Claim_AfterTheEnd_IsClosedOrExpired()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var (cancelled, past) = (await portal.OpenLoginAsync(), await portal.OpenLoginAsync());
        var cancelledQr = await portal.MustTypeAsync(phone, await portal.MustShowTypedCodeAsync(cancelled));
        var pastQr = await portal.MustTypeAsync(phone, await portal.MustShowTypedCodeAsync(past));
        await portal.CancelAsync(cancelled);
        portal.Pass(TimeSpan.FromMinutes(2));

        Assert.Closed("cancelled", await portal.ClaimAsync(phone, cancelledQr));
        Assert.Refused(RefusalReason.SessionExpired, await portal.ClaimAsync(phone, pastQr));
    }

    [Fact]
    public async Task Claim_SessionDeleted_ForgetsItsCodesWithIt()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.MustTypeAsync(new TestPhone(), await portal.MustShowTypedCodeAsync(await portal.AddAdministratorAsync()));
        portal.Pass(TimeSpan.FromMinutes(10));
        await portal.Get<ExpireSessions>().ExecuteAsync(TestContext.Current.CancellationToken);
        portal.Pass(TimeSpan.FromDays(1) + Moment);

        await portal.Get<ExpireSessions>().ExecuteAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, await portal.QueryAsync(db => db.PersonalCodes.CountAsync()));
    }
}
