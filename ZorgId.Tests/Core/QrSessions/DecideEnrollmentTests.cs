using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

/// <summary>The protocol's decision table for an enrollment, and how a new phone takes the place of the old one.</summary>
public sealed class DecideEnrollmentTests
{
    [Fact]
    [ProtocolRow("decision", "none of these")]
    public async Task Accept_NewPhone_IsBoundAndToldWhoItIs()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.AddAdministratorAsync();
        var phone = new TestPhone();
        var nonce = await portal.MustClaimAsync(phone, qr);
        portal.Events.Published.Clear();

        var decided = Assert.Answered(await portal.AcceptAsync(phone, qr, nonce));

        Assert.Equal((SessionState.Accepted, PortalEnvironment.Productie), (decided.State, decided.Environment));
        Assert.Equal(new SessionSubject("Bea Jansen", "Huisartsenpraktijk De Linde", Role.Administrator), decided.Account);
        var stored = await portal.PhoneAsync(phone);
        Assert.Equal((PhoneState.Active, AccountStatus.Active), (stored.State, stored.Account.Status));
        Assert.Equal(("Pixel 9", "Android 16", portal.Now), (stored.DeviceName, stored.DevicePlatform, stored.EnrolledAt));
        Assert.Equal([qr.Sid, stored.Account.AllMemberships[0].OrganisationId.Value.ToString("N")], portal.Events.Published.Select(t => t.Text));
        Assert.Equal(
            [AuditAction.OrganisationAdded, AuditAction.AdministratorAdded, AuditAction.EnrollmentOpened, AuditAction.SessionClaimed, AuditAction.PhoneBound, AuditAction.SessionAccepted],
            (await portal.LogAsync()).Select(e => e.Action));
        // By whoever had the phone in their hands: nobody knows yet that it was the new user.
        var bound = (await portal.LogAsync()).Where(e => e.Action is AuditAction.PhoneBound or AuditAction.SessionAccepted).ToList();
        Assert.All(bound, e => Assert.Equal((AuditParty.PhoneWithoutAccount, null, (AccountId?)stored.AccountId), (e.Party, e.Actor, e.Subject)));
        Assert.Equal([phone.Kid, "enrollment"], bound.Select(e => e.Detail));
    }

    [Fact]
    public async Task Accept_NewPhone_IsVouchedForByTheOrganisationOfTheQrAlone()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.SeedAdministratorAsync();
        var other = await portal.AddAdministratorAsync(Seed.Administrator(organisation: "Apotheek", ura: "07654321"));
        var phone = new TestPhone();

        await portal.AcceptAsync(phone, other);

        var stored = await portal.PhoneAsync(phone);
        var organisation = (await portal.SessionAsync(other.Sid)).Organisation;
        Assert.Equal(2, stored.Account.LiveMemberships.Count());
        Assert.All(stored.Account.LiveMemberships, m => Assert.Equal(m.OrganisationId == organisation, m.VouchedPhoneId == stored.Id));
        Assert.Equal(portal.Now, stored.Account.ActivatedAt);
    }

    [Fact]
    public async Task Accept_NewPhone_IsShownByNameAndDigits()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.AddAdministratorAsync();
        var phone = new TestPhone { DeviceName = "Bea’s telefoon" };
        var claimed = Assert.Answered(await portal.ClaimAsync(phone, qr));

        await portal.AcceptAsync(phone, qr, claimed.Nonce);

        var view = await portal.Get<ViewEnrollment>().ExecuteAsync(claimed.Sid, TestContext.Current.CancellationToken);
        Assert.Equal((SessionState.Accepted, "Bea’s telefoon", claimed.VerificationCode), (view.State, view.DeviceName, view.VerificationCode));
    }

    [Fact]
    public async Task Accept_PinKey_IsKeptEncrypted()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();

        var row = await portal.PhoneAsync(phone);
        var stored = row.ProtectedPinKey;

        Assert.True(stored.AsSpan().IndexOf(phone.PinKey(phone.Pin)) < 0);
        Assert.Equal(phone.PinKey(phone.Pin), portal.Get<PinProtection>().Unprotect(row.PinOwner, stored));
    }

    [Fact]
    public async Task Refuse_Enrollment_LeavesTheAccountWaiting()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.AddAdministratorAsync();
        var phone = new TestPhone();
        var nonce = await portal.MustClaimAsync(phone, qr);

        Assert.Null(Assert.Answered(await portal.RefuseAsync(phone, qr, nonce)).Account);

        Assert.Equal(0, await portal.QueryAsync(db => db.Phones.CountAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(AccountStatus.AwaitingActivation, await portal.QueryAsync(db => db.Accounts.Select(a => a.Status).SingleAsync(TestContext.Current.CancellationToken)));
        Assert.Closed("refused", await portal.AcceptAsync(phone, qr, nonce));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Accept_Again_IsTheSameAnswerByJwkOrKid(bool byKid)
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.AddAdministratorAsync();
        var phone = new TestPhone();
        var nonce = await portal.MustClaimAsync(phone, qr);
        var first = Assert.Answered(await portal.AcceptAsync(phone, qr, nonce));
        var version = await portal.DataVersionAsync();

        var again = await portal.AcceptAsync(phone, qr, nonce, change: jws =>
        {
            if (!byKid)
                return;
            jws.Header.Remove("jwk");
            jws.Header["kid"] = phone.Kid;
            jws.Payload["pin"] = phone.PinProof(nonce, phone.Pin);
        });

        Assert.Equal(first, Assert.Answered(again));
        Assert.Equal(version, await portal.DataVersionAsync());
    }

    [Fact]
    public async Task Accept_PastItsTime_IsExpired()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.AddAdministratorAsync();
        var phone = new TestPhone();
        var nonce = await portal.MustClaimAsync(phone, qr);
        portal.Pass(TimeSpan.FromMinutes(10));

        Assert.Refused(RefusalReason.SessionExpired, await portal.AcceptAsync(phone, qr, nonce));
    }

    [Fact]
    public async Task Decide_AtTheOtherEnvironment_IsUnknown()
    {
        // A key without account is no stranger anywhere, so only the session can tell where it belongs.
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.AddAdministratorAsync();
        var phone = new TestPhone();
        var nonce = await portal.MustClaimAsync(phone, qr);
        var elsewhere = qr with { Origin = TestPortal.Acceptatie };

        Assert.Refused(RefusalReason.SessionUnknown, await portal.AcceptAsync(phone, elsewhere, nonce));
        Assert.Refused(RefusalReason.SessionUnknown, await portal.RefuseAsync(phone, elsewhere, nonce));
        Assert.Equal(SessionState.Claimed, (await portal.SessionAsync(qr.Sid)).State);
    }

    [Fact]
    public async Task Decide_ByAnotherKey_IsUnknown()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.AddAdministratorAsync();
        var nonce = await portal.MustClaimAsync(new TestPhone(), qr);

        Assert.Refused(RefusalReason.SessionUnknown, await portal.AcceptAsync(new TestPhone(), qr, nonce));
    }

    // A new phone.

    [Fact]
    public async Task Accept_SecondPhone_TheOldKeyGoesOnUntilThenAndDiesWithIt()
    {
        await using var portal = await TestPortal.StartAsync();
        var old = await portal.SeedAdministratorAsync();
        var qr = await portal.AddAdministratorAsync();
        var fresh = new TestPhone();
        var nonce = await portal.MustClaimAsync(fresh, qr);
        Assert.Answered(await portal.ClaimAsync(old, await portal.OpenLoginAsync()));

        Assert.Answered(await portal.AcceptAsync(fresh, qr, nonce));

        Assert.Refused(RefusalReason.PhoneRevoked, await portal.ClaimAsync(old, await portal.OpenLoginAsync()));
        Assert.Answered(await portal.ClaimAsync(fresh, await portal.OpenLoginAsync()));
        Assert.Equal((await portal.PhoneAsync(old)).AccountId, (await portal.PhoneAsync(fresh)).AccountId);
        Assert.Single(await portal.LogAsync(), e => e.Action == AuditAction.PhoneReplaced);
    }

    [Fact]
    public async Task Accept_SecondPhoneRefused_TheOldKeyLives()
    {
        await using var portal = await TestPortal.StartAsync();
        var old = await portal.SeedAdministratorAsync();
        var qr = await portal.AddAdministratorAsync();
        var fresh = new TestPhone();

        await portal.RefuseAsync(fresh, qr, await portal.MustClaimAsync(fresh, qr));

        Assert.Answered(await portal.ClaimAsync(old, await portal.OpenLoginAsync()));
    }

    [Fact]
    public async Task Accept_SecondPhone_FreesAPinBlockedAccount()
    {
        await using var portal = await TestPortal.StartAsync();
        var old = await portal.SeedAdministratorAsync();
        var login = await portal.OpenLoginAsync();
        var nonce = await portal.MustClaimAsync(old, login);
        foreach (var pin in (string[])["11223", "11224", "11225"])
            await portal.AcceptAsync(old, login, nonce, pin);

        var fresh = await portal.SeedAdministratorAsync();

        Assert.Answered(await portal.ClaimAsync(fresh, await portal.OpenLoginAsync()));
        Assert.Refused(RefusalReason.PhoneRevoked, await portal.ClaimAsync(old, await portal.OpenLoginAsync()));
    }

    [Fact]
    public async Task Claim_EnrollmentByARevokedKey_IsRevoked()
    {
        await using var portal = await TestPortal.StartAsync();
        var old = await portal.SeedAdministratorAsync();
        await portal.SeedAdministratorAsync();

        Assert.Refused(RefusalReason.PhoneRevoked, await portal.ClaimAsync(old, await portal.AddAdministratorAsync()));
    }

    [Fact]
    [ProtocolRow("decision", "the key of an enrollment got an account since its claim")]
    public async Task Accept_SameKeyTwice_HasAnAccountThen()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = new TestPhone();
        var (first, second) = (await portal.AddAdministratorAsync(), await portal.AddAdministratorAsync(Seed.Administrator(Seed.Other)));
        var (firstNonce, secondNonce) = (await portal.MustClaimAsync(phone, first), await portal.MustClaimAsync(phone, second));
        Assert.Answered(await portal.AcceptAsync(phone, first, firstNonce));

        Assert.False(Assert.Refused(RefusalReason.AccountExists, await portal.AcceptAsync(phone, second, secondNonce)).SameAccount);
        Assert.Equal(SessionState.Claimed, (await portal.SessionAsync(second.Sid)).State);
    }

    [Fact]
    public async Task Accept_SameKeyTwiceAtOnce_BindsOneAccount()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = new TestPhone();
        TestQr[] qrs = [await portal.AddAdministratorAsync(), await portal.AddAdministratorAsync(Seed.Administrator(Seed.Other))];
        string[] nonces = [await portal.MustClaimAsync(phone, qrs[0]), await portal.MustClaimAsync(phone, qrs[1])];

        var outcomes = await Race.RunAsync(2, i => portal.AcceptAsync(phone, qrs[i], nonces[i]));

        Assert.Single(outcomes, o => o.Answer is not null);
        Assert.Single(outcomes, o => o.Refusal?.Reason == RefusalReason.AccountExists);
    }

    [Fact]
    public async Task Open_NewQr_CancelsTheOneBeforeAndTells()
    {
        await using var portal = await TestPortal.StartAsync();
        var first = await portal.AddAdministratorAsync();
        var phone = new TestPhone();
        var nonce = await portal.MustClaimAsync(phone, first);
        portal.Events.Published.Clear();

        var second = await portal.AddAdministratorAsync();

        Assert.NotEqual(first.Sid, second.Sid);
        Assert.Equal(first.Sid, portal.Events.Published.First().Text);
        Assert.Closed("cancelled", await portal.AcceptAsync(phone, first, nonce));
        Assert.Closed("cancelled", await portal.ClaimAsync(new TestPhone(), first));
        Assert.Answered(await portal.ClaimAsync(phone, second));
        // Another phone with the code of the one before is told of: one of the two may be a stranger's.
        Assert.Equal(
            [AuditAction.EnrollmentOpened, AuditAction.SessionClaimed, AuditAction.SessionCancelled, AuditAction.SecondPhoneTurnedAway],
            await portal.LogOfAsync(first.Sid));
    }

    [Theory]
    [InlineData(AccountStatus.Blocked)]
    [InlineData(AccountStatus.Revoked)]
    [ProtocolRow("decision", "the role or the account no longer fits")]
    public async Task Accept_AccountEndedSinceTheClaim_BindsNothing(AccountStatus status)
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.AddAdministratorAsync();
        var phone = new TestPhone();
        var nonce = await portal.MustClaimAsync(phone, qr);
        await portal.SetStatusAsync((await portal.SessionAsync(qr.Sid)).AccountId!.Value, status);

        Assert.Refused(RefusalReason.OtherAccount, await portal.AcceptAsync(phone, qr, nonce));
        Assert.Equal(0, await portal.QueryAsync(db => db.Phones.CountAsync(TestContext.Current.CancellationToken)));
    }

    // What is changed past every use case is seen here too.
    [Theory]
    [InlineData(AccountStatus.Blocked, Role.Administrator, PhoneState.Active)]
    [InlineData(AccountStatus.Active, Role.Signer, PhoneState.Active)]
    [InlineData(AccountStatus.Active, Role.Administrator, PhoneState.Blocked)]
    [ProtocolRow("decision", "who opened the enrollment could not open it any more")]
    public async Task Accept_OpenerLostAccessSinceTheClaim_IsCancelledAndBindsNothing(AccountStatus status, Role role, PhoneState state)
    {
        await using var portal = await TestPortal.StartAsync();
        var opener = await portal.SeedAdministratorAsync();
        var actor = (await portal.FindActorAsync(await portal.LogInAsync(opener)))!;
        var qr = TestQr.Parse((await portal.RegisterAsync(actor, Seed.Form(actor))).Opened!.QrText);
        var phone = new TestPhone();
        var nonce = await portal.MustClaimAsync(phone, qr);
        await portal.SetStatusAsync(actor.AccountId, status);
        await portal.SetRoleAsync(actor.AccountId, role);
        await portal.SetStateAsync(opener, state);
        portal.Events.Published.Clear();

        Assert.Closed("cancelled", await portal.AcceptAsync(phone, qr, nonce));

        Assert.Closed("cancelled", await portal.AcceptAsync(phone, qr, nonce));
        Assert.Contains(qr.Sid, portal.Events.Published.Select(p => p.Text));
        Assert.Equal(CancelReason.OpenerLostAccess, (await portal.SessionAsync(qr.Sid)).CancelReason);
        Assert.Equal(1, await portal.QueryAsync(db => db.Phones.CountAsync(TestContext.Current.CancellationToken)));
        Assert.Single(await portal.LogAsync(), e => e.SessionId == qr.Sid && e.Action == AuditAction.SessionCancelled);
    }
}
