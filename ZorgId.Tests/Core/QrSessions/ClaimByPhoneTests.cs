using ZorgId.Core.Audit;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

/// <summary>Which phones may claim which session.</summary>
public sealed class ClaimByPhoneTests
{
    [Fact]
    [ProtocolRow("claim", "a key without account (a `jwk`) wants a `login` or a `link`")]
    public async Task Claim_LoginByJwk_IsUnknownPhone()
    {
        await using var portal = await TestPortal.StartAsync();
        var known = await portal.SeedAdministratorAsync();
        var stranger = new TestPhone();
        var qr = await portal.OpenLoginAsync();

        Assert.Refused(RefusalReason.UnknownPhone, await portal.ClaimAsync(stranger, qr, stranger.ByJwk));
        Assert.Refused(RefusalReason.UnknownPhone, await portal.ClaimAsync(known, qr, known.ByJwk));
        Assert.Equal(SessionState.Open, (await portal.SessionAsync(qr.Sid)).State);
    }

    // Row 8: an enrollment by a key that is bound already.

    [Fact]
    public async Task Claim_EnrollmentByAKeyOfTheOtherEnvironment_HasAnAccountAndLeavesItOpen()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync(Seed.Administrator(Seed.Other, PortalEnvironment.Acceptatie));
        var qr = await portal.AddAdministratorAsync();

        Assert.False(Assert.Refused(RefusalReason.AccountExists, await portal.ClaimAsync(phone, qr)).SameAccount);
        Assert.Equal(SessionState.Open, (await portal.SessionAsync(qr.Sid)).State);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [ProtocolRow("claim", "a key that has an account, by kid or jwk, wants an `enrollment`")]
    public async Task Claim_EnrollmentByABoundKey_TellsWhetherTheAccountIsTheSame(bool byKid, bool isOwn)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.AddAdministratorAsync(Seed.Administrator(isOwn ? null : Seed.Other));
        var version = await portal.DataVersionAsync();

        var refusal = Assert.Refused(RefusalReason.AccountExists, await portal.ClaimAsync(phone, qr, byKid ? phone.ByKid : null));

        Assert.Equal(isOwn, refusal.SameAccount);
        Assert.Equal(version, await portal.DataVersionAsync());
        Assert.Answered(await portal.ClaimAsync(new TestPhone(), qr));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Claim_EnrollmentByAPhoneWhosePinIsBlocked_TellsWhetherTheAccountIsTheSame(bool byKid, bool isOwn)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.BlockPinAsync(phone);
        var qr = await portal.AddAdministratorAsync(Seed.Administrator(isOwn ? null : Seed.Other));
        var version = await portal.DataVersionAsync();

        Assert.Equal(isOwn, Assert.Refused(RefusalReason.PinBlocked, await portal.ClaimAsync(phone, qr, byKid ? phone.ByKid : null)).SameAccount);

        Assert.Equal(version, await portal.DataVersionAsync());
        Assert.Answered(await portal.ClaimAsync(new TestPhone(), qr));
    }

    [Fact]
    public async Task Claim_ByAPhoneWhosePinIsBlocked_TellsNothingWithoutARightCodeOfAnEnrollment()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.BlockPinAsync(phone);
        var enrollment = await portal.AddAdministratorAsync();
        var elsewhere = await portal.AddAdministratorAsync(Seed.Administrator(Seed.Other, PortalEnvironment.Acceptatie));
        TestQr[] qrs =
        [
            enrollment with { Code = Base64UrlText.Random(16) },
            enrollment with { Sid = SessionId.New().Value },
            elsewhere with { Origin = TestPortal.Productie },
            await portal.OpenLoginAsync(),
        ];

        foreach (var qr in qrs)
            Assert.Null(Assert.Refused(RefusalReason.PinBlocked, await portal.ClaimAsync(phone, qr, phone.ByKid)).SameAccount);
    }

    // The phone goes on with a fresh key, which hears what became of the session.
    [Theory]
    [InlineData("claimed")]
    [InlineData("cancelled")]
    [InlineData("expired")]
    public async Task Claim_ByAPhoneWhosePinIsBlocked_TellsWhetherTheAccountIsTheSameAlsoWhenItIsTooLate(string end)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.BlockPinAsync(phone);
        var qr = await portal.AddAdministratorAsync();
        if (end == "claimed")
            await portal.MustClaimAsync(new TestPhone(), qr);
        else if (end == "cancelled")
            await portal.CancelAsync(qr);
        else
            portal.Pass(TimeSpan.FromMinutes(10));

        Assert.True(Assert.Refused(RefusalReason.PinBlocked, await portal.ClaimAsync(phone, qr, phone.ByKid)).SameAccount);
    }

    [Theory]
    [InlineData(PhoneState.Blocked, RefusalReason.PhoneBlocked)]
    [InlineData(PhoneState.Revoked, RefusalReason.PhoneRevoked)]
    public async Task Claim_EnrollmentByAPhoneThatMayNotSpeak_TellsOnlyThat(PhoneState state, RefusalReason reason)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.BlockPinAsync(phone);
        await portal.SetStateAsync(phone, state);

        Assert.Null(Assert.Refused(reason, await portal.ClaimAsync(phone, await portal.AddAdministratorAsync(), phone.ByKid)).SameAccount);
    }

    [Fact]
    public async Task Claim_EnrollmentByAnUnknownKid_IsUnknownPhone()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = new TestPhone();

        Assert.Refused(RefusalReason.UnknownPhone, await portal.ClaimAsync(phone, await portal.AddAdministratorAsync(), phone.ByKid));
    }

    // Row 9: a login by an account that may not open the portal.

    [Fact]
    [ProtocolRow("claim", "an account that may not open the portal wants a `login`")]
    public async Task Claim_LoginBySigner_IsNotAllowedAndTheSessionStaysOpen()
    {
        await using var portal = await TestPortal.StartAsync();
        var signer = await portal.SeedSignerAsync(await portal.SeedActorAsync());
        var qr = await portal.OpenLoginAsync();

        for (var i = 0; i < 3; i++)
            Assert.Refused(RefusalReason.RoleNotAllowed, await portal.ClaimAsync(signer, qr));
        var told = Assert.Single(await portal.LogAsync(), e => e.Action == AuditAction.LoginRefused);
        var account = (await portal.PhoneAsync(signer)).AccountId;
        Assert.Equal((account, account, qr.Sid, "role-not-allowed"), (told.Actor!.Value, told.Subject!.Value, told.SessionId, told.Detail));
        Assert.Equal(SessionState.Open, (await portal.SessionAsync(qr.Sid)).State);
    }
}
