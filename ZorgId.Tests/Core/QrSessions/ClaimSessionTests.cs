using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

/// <summary>The protocol's claim table, a test a row, and the rows that meet.</summary>
public sealed class ClaimSessionTests
{
    private static readonly TimeSpan Step = LoginCode.StepLength;
    private static readonly TimeSpan LoginLifetime = TimeSpan.FromSeconds(120);

    [Fact]
    [ProtocolRow("claim", "none of these")]
    public async Task Claim_Login_TellsWhatWouldBeOpened()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();

        var claimed = Assert.Answered(await portal.ClaimAsync(phone, qr));

        Assert.Equal((qr.Sid, SessionKind.Login, PortalEnvironment.Productie), (claimed.Sid.Value, claimed.Kind, claimed.Environment));
        Assert.Equal((portal.Now + LoginLifetime, LoginLifetime), (claimed.ExpiresAt, claimed.ExpiresIn));
        Assert.Equal(TestPortal.Browser, claimed.Requester);
        Assert.Equal(new SessionSubject("B. Jansen", "Huisartsenpraktijk De Linde", Role.Administrator), claimed.Subject);
        var session = await portal.SessionAsync(qr.Sid);
        Assert.Equal((SessionState.Claimed, phone.Kid), (session.State, session.ClaimedKid));
        Assert.Equal((session.Nonce, session.VerificationCode), (claimed.Nonce, claimed.VerificationCode));
        Assert.Contains(qr.Sid, portal.Events.Published.Select(p => p.Text));
    }

    [Fact]
    public async Task Claim_Enrollment_TellsWhoseAccountItIs()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var qr = TestQr.Parse((await portal.RegisterAsync(actor, Seed.Form(actor))).Opened!.QrText);

        var claimed = Assert.Answered(await portal.ClaimAsync(new TestPhone(), qr));

        Assert.Equal(SessionKind.Enrollment, claimed.Kind);
        Assert.Null(claimed.Requester);
        Assert.Equal(new SessionSubject("A. van der Berg", "Huisartsenpraktijk De Linde", Role.Signer), claimed.Subject);
    }

    [Fact]
    public async Task Claim_Login_IsLoggedWithWhoAndWhere()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();

        await portal.MustClaimAsync(phone, qr);

        var account = (await portal.PhoneAsync(phone)).AccountId;
        var entry = Assert.Single(await portal.LogAsync(), e => e.SessionId == qr.Sid);
        Assert.Equal((AuditAction.SessionClaimed, account, account), (entry.Action, entry.Actor, entry.Subject));
        Assert.Equal((TestPortal.PhoneClient, portal.Now, "login"), (entry.Client, entry.At, entry.Detail));
    }

    // Row 1: no such session, or the code never was one of it.

    [Fact]
    [ProtocolRow("claim", "there is no such session, or this was never a code of it")]
    public async Task Claim_NoSuchSession_IsUnknown()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();

        Assert.Refused(RefusalReason.SessionUnknown, await portal.ClaimAsync(phone, qr with { Sid = SessionId.New().Value }));
    }

    [Theory]
    [InlineData("AAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AA")]
    [ProtocolRow("claim", "there is no such session, or this was never a code of it")]
    public async Task Claim_LoginWithForeignCode_IsUnknown(string code)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();

        Assert.Refused(RefusalReason.SessionUnknown, await portal.ClaimAsync(phone, qr with { Code = code }));
        Assert.Equal(SessionState.Open, (await portal.SessionAsync(qr.Sid)).State);
    }

    [Fact]
    public async Task Claim_EnrollmentWithForeignCode_IsUnknown()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.AddAdministratorAsync();

        Assert.Refused(RefusalReason.SessionUnknown, await portal.ClaimAsync(new TestPhone(), qr with { Code = Base64UrlText.Random(16) }));
    }

    [Fact]
    public async Task Claim_CodeOfAnotherLogin_IsUnknown()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var (first, second) = (await portal.OpenLoginAsync(), await portal.OpenLoginAsync());

        Assert.Refused(RefusalReason.SessionUnknown, await portal.ClaimAsync(phone, first with { Code = second.Code }));
    }

    [Fact]
    public async Task Claim_SessionOfTheOtherEnvironment_IsUnknown()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync(PortalEnvironment.Acceptatie);

        Assert.Refused(RefusalReason.SessionUnknown, await portal.ClaimAsync(phone, qr with { Origin = TestPortal.Productie }));
    }

    [Fact]
    public async Task Claim_KnownPhoneAtTheOtherEnvironment_IsUnknownThere()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync(PortalEnvironment.Acceptatie);

        Assert.Refused(RefusalReason.UnknownPhone, await portal.ClaimAsync(phone, qr));
    }

    [Fact]
    public async Task Claim_ForeignCodeOfAnEndedSession_IsUnknownNotClosed()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        await portal.CancelAsync(qr);

        Assert.Refused(RefusalReason.SessionUnknown, await portal.ClaimAsync(phone, qr with { Code = "AAAAAAAAAAAAAA" }));
    }

    [Fact]
    public async Task Claim_ForeignCodeByThePhoneThatHasIt_IsUnknown()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        await portal.MustClaimAsync(phone, qr);

        Assert.Refused(RefusalReason.SessionUnknown, await portal.ClaimAsync(phone, qr with { Code = "AAAAAAAAAAAAAA" }));
    }

    // Row 2: accepted, refused or cancelled.

    [Theory]
    [InlineData("accepted")]
    [InlineData("refused")]
    [InlineData("cancelled")]
    [ProtocolRow("claim", "it was accepted, refused or cancelled")]
    public async Task Claim_EndedSession_IsClosedAndSaysHow(string state)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var other = await portal.SeedAdministratorAsync(Seed.Administrator(Seed.Other));
        var qr = await portal.OpenLoginAsync();
        await EndAsync(portal, phone, qr, state);

        Assert.Closed(state, await portal.ClaimAsync(phone, qr));
        Assert.Closed(state, await portal.ClaimAsync(other, qr));
        portal.Pass(TimeSpan.FromHours(23));
        Assert.Closed(state, await portal.ClaimAsync(phone, qr));
    }

    [Fact]
    public async Task Claim_UsedLogin_IsClosedAsAccepted()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        await portal.AcceptAsync(phone, qr);
        await portal.SignInAsync(qr);

        Assert.Closed("accepted", await portal.ClaimAsync(phone, qr));
    }

    // Row 3: past its time, swept or not.

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [ProtocolRow("claim", "its time is over, swept or not")]
    public async Task Claim_PastItsTime_IsExpiredSweptOrNot(bool isSwept)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        portal.Pass(LoginLifetime);
        if (isSwept)
            await portal.Get<ExpireSessions>().ExecuteAsync(TestContext.Current.CancellationToken);

        Assert.Refused(RefusalReason.SessionExpired, await portal.ClaimAsync(phone, qr));
    }

    [Fact]
    public async Task Claim_LastMoment_IsClaimedAndLastsTwoMinutesMore()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var sid = (await portal.OpenLoginAsync()).Sid;
        portal.Pass(LoginLifetime - TimeSpan.FromMilliseconds(1));

        var claimed = Assert.Answered(await portal.ClaimAsync(phone, await portal.LoginQrAsync(sid)));

        Assert.Equal(LoginLifetime, claimed.ExpiresIn);
    }

    [Fact]
    public async Task Claim_OwnClaimPastItsTime_IsExpired()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        await portal.MustClaimAsync(phone, qr);
        portal.Pass(LoginLifetime);

        Assert.Refused(RefusalReason.SessionExpired, await portal.ClaimAsync(phone, qr));
    }

    [Fact]
    public async Task Claim_CodeThatADeadSessionNeverShowed_IsUnknown()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        portal.Pass(TimeSpan.FromHours(23));
        var secret = await portal.SecretOfAsync(qr.Sid);

        // Only the server could make it; that it is not looked for keeps the dead as cheap to ask for as the living.
        var late = qr with { Code = LoginCode.At(secret, (long)(TimeSpan.FromHours(23) / Step)) };

        Assert.Refused(RefusalReason.SessionUnknown, await portal.ClaimAsync(phone, late));
        Assert.Refused(RefusalReason.SessionExpired, await portal.ClaimAsync(phone, qr));
    }

    // Row 4: claimed by this key.

    [Fact]
    [ProtocolRow("claim", "this key has claimed it")]
    public async Task Claim_AgainByThisKey_IsTheSameAnswerAndTheCodeMayBeOld()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        var first = Assert.Answered(await portal.ClaimAsync(phone, qr));
        portal.Pass(TimeSpan.FromSeconds(60));
        var version = await portal.DataVersionAsync();

        var again = Assert.Answered(await portal.ClaimAsync(phone, qr));

        Assert.Equal(first with { ExpiresIn = TimeSpan.FromSeconds(60) }, again);
        Assert.Equal(version, await portal.DataVersionAsync());
    }

    // Row 5: claimed by another key.

    [Fact]
    [ProtocolRow("claim", "another key has claimed it")]
    public async Task Claim_ClaimedByAnother_IsTurnedAwayLoggedOnceAndShown()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, other) = (await portal.SeedAdministratorAsync(), await portal.SeedAdministratorAsync(Seed.Administrator(Seed.Other)));
        var qr = await portal.OpenLoginAsync();
        await portal.MustClaimAsync(phone, qr);
        portal.Events.Published.Clear();

        Assert.Refused(RefusalReason.SessionClaimed, await portal.ClaimAsync(other, qr));
        Assert.Refused(RefusalReason.SessionClaimed, await portal.ClaimAsync(other, qr));

        Assert.Equal([AuditAction.SessionClaimed, AuditAction.SecondPhoneTurnedAway], await portal.LogOfAsync(qr.Sid));
        Assert.Equal(qr.Sid, Assert.Single(portal.Events.Published).Text);
        var session = await portal.SessionAsync(qr.Sid);
        var from = new ScanningPhone("Pixel 9", null, null, TestPortal.PhoneClient);
        Assert.Equal((from, from), (session.ClaimedFrom, session.SecondPhoneFrom));
        Assert.Equal(phone.Kid, (await portal.SessionAsync(qr.Sid)).ClaimedKid);
    }

    [Fact]
    public async Task Claim_ClaimedByAnotherWithOldCode_IsTurnedAwayBeforeTheCodeIsLookedAt()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, other) = (await portal.SeedAdministratorAsync(), await portal.SeedAdministratorAsync(Seed.Administrator(Seed.Other)));
        var qr = await portal.OpenLoginAsync();
        await portal.MustClaimAsync(phone, qr);
        portal.Pass(TimeSpan.FromSeconds(60));

        Assert.Refused(RefusalReason.SessionClaimed, await portal.ClaimAsync(other, qr));
    }

    // Row 6: the code of an earlier step.

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public async Task Claim_CodeUpToFourStepsOld_IsClaimed(int steps)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        portal.Pass(steps * Step);

        Assert.Answered(await portal.ClaimAsync(phone, qr));
    }

    [Fact]
    [ProtocolRow("claim", "the code is of an earlier step, or too old")]
    public async Task Claim_CodeFiveStepsOld_HasExpiredAndTheSessionStaysOpen()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        portal.Pass(5 * Step);

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
        portal.Pass(5 * Step);

        Assert.Refused(RefusalReason.CodeExpired, await portal.ClaimAsync(stranger, qr, ByJwk(stranger)));
    }

    // Row 7: a login by a key without account.

    [Fact]
    [ProtocolRow("claim", "a key without account (a `jwk`) wants a `login` or a `link`")]
    public async Task Claim_LoginByJwk_IsUnknownPhone()
    {
        await using var portal = await TestPortal.StartAsync();
        var known = await portal.SeedAdministratorAsync();
        var stranger = new TestPhone();
        var qr = await portal.OpenLoginAsync();

        Assert.Refused(RefusalReason.UnknownPhone, await portal.ClaimAsync(stranger, qr, ByJwk(stranger)));
        Assert.Refused(RefusalReason.UnknownPhone, await portal.ClaimAsync(known, qr, ByJwk(known)));
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

        var refusal = Assert.Refused(RefusalReason.AccountExists, await portal.ClaimAsync(phone, qr, byKid ? ByKid(phone) : null));

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

        Assert.Equal(isOwn, Assert.Refused(RefusalReason.PinBlocked, await portal.ClaimAsync(phone, qr, byKid ? ByKid(phone) : null)).SameAccount);

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
            Assert.Null(Assert.Refused(RefusalReason.PinBlocked, await portal.ClaimAsync(phone, qr, ByKid(phone))).SameAccount);
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

        Assert.True(Assert.Refused(RefusalReason.PinBlocked, await portal.ClaimAsync(phone, qr, ByKid(phone))).SameAccount);
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

        Assert.Null(Assert.Refused(reason, await portal.ClaimAsync(phone, await portal.AddAdministratorAsync(), ByKid(phone))).SameAccount);
    }

    [Fact]
    public async Task Claim_EnrollmentByAnUnknownKid_IsUnknownPhone()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = new TestPhone();

        Assert.Refused(RefusalReason.UnknownPhone, await portal.ClaimAsync(phone, await portal.AddAdministratorAsync(), ByKid(phone)));
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

    [Fact]
    public async Task Claim_OldCodeBySigner_HasExpiredBeforeTheRoleIsLookedAt()
    {
        await using var portal = await TestPortal.StartAsync();
        var signer = await portal.SeedSignerAsync(await portal.SeedActorAsync());
        var qr = await portal.OpenLoginAsync();
        portal.Pass(5 * Step);

        Assert.Refused(RefusalReason.CodeExpired, await portal.ClaimAsync(signer, qr));
    }

    // Before the table.

    [Fact]
    public async Task Claim_SidOfThePathIsAnother_IsMalformed()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();

        var outcome = await portal.CallAsync(phone.Claim(qr), PortalEnvironment.Productie, call =>
            portal.Get<ClaimSession>().ExecuteAsync(SessionId.New().Value, call, TestContext.Current.CancellationToken));

        Assert.Refused(RefusalReason.MalformedMessage, outcome);
    }

    [Fact]
    public async Task Claim_Refused_WritesNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var signer = await portal.SeedSignerAsync(await portal.SeedActorAsync());
        var stranger = new TestPhone();
        var qr = await portal.OpenLoginAsync();
        // Told once, as a login that was refused; from then on nothing is.
        await portal.ClaimAsync(signer, qr);
        var version = await portal.DataVersionAsync();

        await portal.ClaimAsync(signer, qr);
        await portal.ClaimAsync(signer, qr with { Code = "AAAAAAAAAAAAAA" });
        await portal.ClaimAsync(signer, qr with { Sid = SessionId.New().Value });
        await portal.ClaimAsync(stranger, qr);
        await portal.ClaimAsync(stranger, qr, ByJwk(stranger));

        Assert.Equal(version, await portal.DataVersionAsync());
    }

    private static Action<TestJws> ByJwk(TestPhone phone) => jws =>
    {
        jws.Header.Remove("kid");
        jws.Header["jwk"] = phone.Jwk;
    };

    private static Action<TestJws> ByKid(TestPhone phone) => jws =>
    {
        jws.Header.Remove("jwk");
        jws.Header["kid"] = phone.Kid;
    };

    private static async Task EndAsync(TestPortal portal, TestPhone phone, TestQr qr, string state)
    {
        var nonce = await portal.MustClaimAsync(phone, qr);
        if (state == "cancelled")
            await portal.CancelAsync(qr);
        else
            Assert.Answered(state == "accepted" ? await portal.AcceptAsync(phone, qr, nonce) : await portal.RefuseAsync(phone, qr, nonce));
    }
}
