using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

/// <summary>The protocol's claim table, with <see cref="ClaimOldCodeTests"/> and <see cref="ClaimByPhoneTests"/> a test a row, and the rows that meet.</summary>
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

    // Row 3: past its time, whether its row says so or not.

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [ProtocolRow("claim", "its time is over, noted by the server or not")]
    public async Task Claim_PastItsTime_IsExpiredWhateverItsRowSays(bool isMarked)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        portal.Pass(LoginLifetime);
        if (isMarked)
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

    // Row 7: a login by a key without account.

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
        await portal.ClaimAsync(stranger, qr, stranger.ByJwk);

        Assert.Equal(version, await portal.DataVersionAsync());
    }

    private static async Task EndAsync(TestPortal portal, TestPhone phone, TestQr qr, string state)
    {
        var nonce = await portal.MustClaimAsync(phone, qr);
        if (state == "cancelled")
            await portal.CancelAsync(qr);
        else
            Assert.Answered(state == "accepted" ? await portal.AcceptAsync(phone, qr, nonce) : await portal.RefuseAsync(phone, qr, nonce));
    }
}
