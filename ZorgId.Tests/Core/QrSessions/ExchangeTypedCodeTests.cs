using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

/// <summary>The protocol's <c>typed-codes</c>.</summary>
public sealed class ExchangeTypedCodeTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Exchange_LoginByAPhone_GoesOnAsIfScanned()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, login) = (await portal.SeedAdministratorAsync(), await portal.OpenLoginAsync());

        var qr = await portal.MustTypeAsync(phone, await portal.MustShowTypedCodeAsync(login));

        Assert.Equal((login.Origin, 'l', login.Sid), (qr.Origin, qr.Kind, qr.Sid));
        Assert.Matches("^[A-Za-z0-9_-]{22}$", qr.Code);
        await portal.AcceptAsync(phone, qr);
        Assert.Equal(SessionState.Accepted, (await portal.SessionAsync(login.Sid)).State);
    }

    [Fact]
    public async Task Exchange_EnrollmentByANewKey_GoesOnAsIfScanned()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, enrollment) = (new TestPhone(), await portal.AddAdministratorAsync());

        var qr = await portal.MustTypeAsync(phone, await portal.MustShowTypedCodeAsync(enrollment));

        Assert.Equal((enrollment.Origin, 'e', enrollment.Sid), (qr.Origin, qr.Kind, qr.Sid));
        Assert.NotEqual(enrollment.Code, qr.Code);
        await portal.AcceptAsync(phone, qr);
        Assert.Equal(phone.Kid, (await portal.PhoneAsync(phone)).Kid);
    }

    [Fact]
    public async Task Exchange_Answered_KeepsTheCodeAsAHashOnly()
    {
        await using var portal = await TestPortal.StartAsync();

        var qr = await portal.MustTypeAsync(new TestPhone(), await portal.MustShowTypedCodeAsync(await portal.AddAdministratorAsync()));

        var kept = await portal.QueryAsync(db => db.PersonalCodes.SingleAsync());
        Assert.Equal((QrSession.HashOf(qr.Code), portal.Now.AddSeconds(60)), (kept.Hash, kept.ExpiresAt));
        Assert.DoesNotContain(qr.Code, System.Text.Json.JsonSerializer.Serialize(kept), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exchange_SameMessageAgain_IsTheSameAnswerAndWritesNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = new TestPhone();
        var typed = await portal.MustShowTypedCodeAsync(await portal.AddAdministratorAsync());
        var first = await portal.MustTypeAsync(phone, typed);
        portal.Pass(TimeSpan.FromSeconds(60) - Moment);
        var version = await portal.DataVersionAsync();

        Assert.Equal(first, await portal.MustTypeAsync(phone, typed));
        Assert.Equal(version, await portal.DataVersionAsync());
        Assert.Answered(await portal.ClaimAsync(phone, first));
    }

    [Fact]
    public async Task Exchange_SameMessageTwentyTimesAtOnce_IsOneCode()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = new TestPhone();
        var typed = await portal.MustShowTypedCodeAsync(await portal.AddAdministratorAsync());

        var outcomes = await Race.RunAsync(20, _ => portal.TypeAsync(phone, typed));

        Assert.Single(outcomes.Select(o => Assert.Answered(o).QrText).Distinct());
        Assert.Equal(1, await portal.QueryAsync(db => db.PersonalCodes.CountAsync()));
    }

    [Fact]
    public async Task Exchange_AgainOnceItsCodeIsTooOld_IsANewCode()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = new TestPhone();
        var typed = await portal.MustShowTypedCodeAsync(await portal.AddAdministratorAsync());
        var old = await portal.MustTypeAsync(phone, typed);
        portal.Pass(TimeSpan.FromSeconds(60));

        var fresh = await portal.MustTypeAsync(phone, typed);

        Assert.NotEqual(old.Code, fresh.Code);
        Assert.Refused(RefusalReason.CodeExpired, await portal.ClaimAsync(phone, old));
        Assert.Answered(await portal.ClaimAsync(phone, fresh));
    }

    [Theory]
    [InlineData("00000-00000")]
    [InlineData("K7QF3")]
    [InlineData("geen code")]
    public async Task Exchange_WrongCode_IsUnknownAndWritesNothing(string typed)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.MustShowTypedCodeAsync(await portal.OpenLoginAsync());
        var version = await portal.DataVersionAsync();

        Assert.Refused(RefusalReason.SessionUnknown, await portal.TypeAsync(phone, typed));
        Assert.Refused(RefusalReason.SessionUnknown, await portal.TypeAsync(new TestPhone(), typed));
        Assert.Equal(version, await portal.DataVersionAsync());
    }

    [Fact]
    public async Task Exchange_BeforeAnyCodeWasShown_IsUnknownAndWritesNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var version = await portal.DataVersionAsync();

        Assert.Refused(RefusalReason.SessionUnknown, await portal.TypeAsync(new TestPhone(), "K7QF3-M2DXN"));
        Assert.Equal(version, await portal.DataVersionAsync());
    }

    [Fact]
    public async Task Exchange_CodeOfTheOtherEnvironment_IsUnknown()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var typed = await portal.MustShowTypedCodeAsync(await portal.OpenLoginAsync(PortalEnvironment.Acceptatie));

        Assert.Refused(RefusalReason.SessionUnknown, await portal.TypeAsync(phone, typed));
    }

    [Theory]
    [InlineData("accepted")]
    [InlineData("refused")]
    [InlineData("cancelled")]
    [InlineData("expired")]
    public async Task Exchange_SessionEnded_IsUnknown(string state)
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, enrollment) = (new TestPhone(), await portal.AddAdministratorAsync());
        var typed = await portal.MustShowTypedCodeAsync(enrollment);
        switch (state)
        {
            case "accepted":
                await portal.AcceptAsync(phone, enrollment);
                break;
            case "refused":
                await portal.RefuseAsync(phone, enrollment, await portal.MustClaimAsync(phone, enrollment));
                break;
            case "cancelled":
                await portal.CancelAsync(enrollment);
                break;
            default:
                portal.Pass(TimeSpan.FromMinutes(10));
                break;
        }

        Assert.Refused(RefusalReason.SessionUnknown, await portal.TypeAsync(new TestPhone(), typed));
    }

    [Fact]
    public async Task Exchange_Stranger_GetsTheOneAnswer()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var typed = await portal.MustShowTypedCodeAsync(await portal.OpenLoginAsync());

        Assert.Refused(RefusalReason.UnknownPhone, await portal.TypeAsync(phone, typed, change: jws => jws.Signer = _ => new byte[64]));
        Assert.Refused(RefusalReason.UnknownPhone, await portal.TypeAsync(phone, typed, change: jws => jws.Header["kid"] = new TestPhone().Kid));
        Assert.Refused(RefusalReason.UnknownPhone, await portal.TypeAsync(phone, typed, change: jws => jws.Header["typ"] = "zorgid-claim+jwt"));
        Assert.Refused(RefusalReason.WrongEnvironment, await portal.TypeAsync(phone, typed, change: jws => jws.Payload["aud"] = TestPortal.Acceptatie));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exchange_ByAPhoneWhosePinIsBlocked_TellsWhetherTheEnrollmentIsItsOwnAndGivesNoCode(bool isOwn)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.BlockPinAsync(phone);
        var typed = await portal.MustShowTypedCodeAsync(await portal.AddAdministratorAsync(Seed.Administrator(isOwn ? null : Seed.Other)));
        var version = await portal.DataVersionAsync();

        // More often than a phone may be wrong.
        for (var i = 0; i < 10; i++)
            Assert.Equal(isOwn, Assert.Refused(RefusalReason.PinBlocked, await portal.TypeAsync(phone, typed)).SameAccount);

        Assert.Equal(version, await portal.DataVersionAsync());
    }

    [Fact]
    public async Task Exchange_ByAPhoneWhosePinIsBlocked_TellsNothingWithoutARightCodeOfAnEnrollment()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.BlockPinAsync(phone);
        var login = await portal.MustShowTypedCodeAsync(await portal.OpenLoginAsync());
        var enrollment = await portal.MustShowTypedCodeAsync(await portal.AddAdministratorAsync());

        Assert.Null(Assert.Refused(RefusalReason.PinBlocked, await portal.TypeAsync(phone, login)).SameAccount);
        for (var i = 0; i < 5; i++)
            Assert.Null(Assert.Refused(RefusalReason.PinBlocked, await portal.TypeAsync(phone, "00000-00000")).SameAccount);
        // Whoever guesses is not told by the right one either.
        Assert.Refused(RefusalReason.TooManyRequests, await portal.TypeAsync(phone, enrollment));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("K7QF3-M2DXN                                                      ")]
    public async Task Exchange_NoTextOrTooLong_IsMalformed(string? typed)
    {
        await using var portal = await TestPortal.StartAsync();

        Assert.Refused(RefusalReason.MalformedMessage, await portal.TypeAsync(new TestPhone(), "K7QF3-M2DXN", change: jws => jws.Payload["typedCode"] = typed));
    }

    // A login's code that was asked for by voice: the victim types it elsewhere, for a browser that is not theirs.

    [Fact]
    public async Task Exchange_LoginFromAnotherNetwork_IsRefusedWithItsOwnReasonAndKeepsNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var login = await portal.OpenLoginAsync();
        var typed = await portal.MustShowTypedCodeAsync(login);
        var version = await portal.DataVersionAsync();

        // More often than a phone may be wrong: it was right.
        for (var i = 0; i < 10; i++)
            Assert.Refused(RefusalReason.OtherNetwork, await portal.TypeAsync(phone, typed, "198.51.100.9"));

        Assert.Equal(version, await portal.DataVersionAsync());
        Assert.Equal(SessionState.Open, (await portal.SessionAsync(login.Sid)).State);
        Assert.Answered(await portal.TypeAsync(phone, typed));
    }

    [Fact]
    public async Task Exchange_EnrollmentFromAnotherNetwork_GoesOn()
    {
        await using var portal = await TestPortal.StartAsync();
        var typed = await portal.MustShowTypedCodeAsync(await portal.AddAdministratorAsync());

        Assert.Answered(await portal.TypeAsync(new TestPhone(), typed, "198.51.100.9"));
    }

    // What it learns opens nothing, wherever it is; and without it the app could not say that it must be registered first.
    [Fact]
    public async Task Exchange_LoginByAKeyWithoutAccountFromAnotherNetwork_LearnsThatItIsALogin()
    {
        await using var portal = await TestPortal.StartAsync();
        var typed = await portal.MustShowTypedCodeAsync(await portal.OpenLoginAsync());

        Assert.Contains("/app#l.", Assert.Answered(await portal.TypeAsync(new TestPhone(), typed, "198.51.100.9")).QrText, StringComparison.Ordinal);
    }

    // The claim with such a code, by the rows of its table.

    [Fact]
    public async Task Exchange_LoginByKeysWithoutAccount_NamesTheSessionAndKeepsNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var (stranger, login) = (new TestPhone(), await portal.OpenLoginAsync());
        var typed = await portal.MustShowTypedCodeAsync(login);
        var version = await portal.DataVersionAsync();

        var qr = await portal.MustTypeAsync(stranger, typed);
        for (var i = 0; i < 2 * ExchangeTypedCode.CodesPerSession; i++)
            await portal.MustTypeAsync(new TestPhone(), typed);

        Assert.Equal(('l', login.Sid, qr), (qr.Kind, qr.Sid, await portal.MustTypeAsync(stranger, typed)));
        Assert.Equal(version, await portal.DataVersionAsync());
        Assert.Refused(RefusalReason.SessionUnknown, await portal.ClaimAsync(stranger, qr, jws =>
        {
            jws.Header.Remove("kid");
            jws.Header["jwk"] = stranger.Jwk;
        }));
        Assert.Equal(SessionState.Open, (await portal.SessionAsync(login.Sid)).State);
    }

    [Fact]
    public async Task Exchange_RightCodeByTooManyKeys_KeepsTwentyAndAnswersTheseOnly()
    {
        await using var portal = await TestPortal.StartAsync();
        var (first, typed) = (new TestPhone(), await portal.MustShowTypedCodeAsync(await portal.AddAdministratorAsync()));
        var qr = await portal.MustTypeAsync(first, typed);
        for (var i = 1; i < 20; i++)
            await portal.MustTypeAsync(new TestPhone(), typed);
        var version = await portal.DataVersionAsync();

        Assert.Refused(RefusalReason.SessionUnknown, await portal.TypeAsync(new TestPhone(), typed));
        Assert.Equal(qr, await portal.MustTypeAsync(first, typed));
        Assert.Equal((20, version), (await portal.QueryAsync(db => db.PersonalCodes.CountAsync()), await portal.DataVersionAsync()));
        Assert.Answered(await portal.ClaimAsync(first, qr));
    }
}
