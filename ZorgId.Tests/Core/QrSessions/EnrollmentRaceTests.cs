using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

/// <summary>Registering, a new QR and the phone that scans, at once: one outcome, told alike to all who ask, one entry an arrow.</summary>
public sealed class EnrollmentRaceTests
{
    // Both orders are right, and each has its turn sooner or later.
    private const int Rounds = 8;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Renew_AgainstClaim_TheEarlierQrIsDeadAndTheNewOneGood()
    {
        await using var portal = await TestPortal.StartAsync();
        var (actor, account, qr) = await RegisteredAsync(portal);
        for (var round = 0; round < Rounds; round++)
        {
            var (phone, old) = (new TestPhone(), qr);
            Outcome<ClaimedSession> claim = default;

            await Race.RunAsync(
                async () => (claim = await portal.ClaimAsync(phone, old)).Answer is not null,
                async () => (qr = await RenewAsync(portal, actor, account)) is not null);

            Assert.Equal(CancelReason.NewQr, (await portal.SessionAsync(old.Sid)).CancelReason);
            Assert.Equal(
                [AuditAction.EnrollmentOpened, .. claim.Answer is null ? [] : new[] { AuditAction.SessionClaimed }, AuditAction.SessionCancelled],
                await portal.LogOfAsync(old.Sid));
            Assert.Closed("cancelled", await portal.ClaimAsync(phone, old));
            Assert.Equal(SessionState.Open, (await portal.SessionAsync(qr.Sid)).State);
        }

        await portal.AcceptAsync(new TestPhone(), qr);
    }

    [Fact]
    public async Task Renew_AgainstAccept_OneWinsAndThePhoneIsBoundOnlyIfItWasTheAccept()
    {
        await using var portal = await TestPortal.StartAsync();
        var (actor, account, qr) = await RegisteredAsync(portal);
        for (var round = 0; round < Rounds; round++)
        {
            var (phone, old) = (new TestPhone(), qr);
            var nonce = await portal.MustClaimAsync(phone, old);
            Outcome<DecidedSession> accept = default;

            await Race.RunAsync(
                async () => (accept = await portal.AcceptAsync(phone, old, nonce)).Answer is not null,
                async () => (qr = await RenewAsync(portal, actor, account)) is not null);

            var isAccepted = accept.Answer is not null;
            if (!isAccepted)
                Assert.Closed("cancelled", accept);
            Assert.Equal(isAccepted ? SessionState.Accepted : SessionState.Cancelled, (await portal.SessionAsync(old.Sid)).State);
            Assert.Equal(isAccepted ? 1 : 0, await portal.QueryAsync(db => db.Phones.CountAsync(p => p.Kid == phone.Kid && p.State == PhoneState.Active, Cancellation)));
            AuditAction[] ends = isAccepted ? [AuditAction.PhoneBound, AuditAction.SessionAccepted] : [AuditAction.SessionCancelled];
            Assert.Equal(
                [AuditAction.EnrollmentOpened, AuditAction.SessionClaimed, .. ends],
                (await portal.LogOfAsync(old.Sid)).Where(a => a != AuditAction.PhoneReplaced));
            Assert.Equal(accept.Refusal, (await portal.AcceptAsync(phone, old, nonce)).Refusal);
            Assert.Equal(SessionState.Open, (await portal.SessionAsync(qr.Sid)).State);
        }
    }

    [Fact]
    public async Task Renew_TenAtOnce_OneQrIsLeft()
    {
        await using var portal = await TestPortal.StartAsync();
        var (actor, account, first) = await RegisteredAsync(portal);

        var qrs = await Race.RunAsync(10, _ => RenewAsync(portal, actor, account));

        var states = await portal.QueryAsync(db => db.QrSessions.Where(s => s.AccountId == account).ToDictionaryAsync(s => s.Id.Value, s => s.State, Cancellation));
        var open = Assert.Single(qrs, qr => states[qr.Sid] == SessionState.Open);
        foreach (var dead in qrs.Append(first).Except([open]))
            Assert.Equal([AuditAction.EnrollmentOpened, AuditAction.SessionCancelled], await portal.LogOfAsync(dead.Sid));
        Assert.Equal([AuditAction.EnrollmentOpened], await portal.LogOfAsync(open.Sid));
    }

    [Fact]
    public async Task Register_SamePersonByTwoOrganisationsAtOnce_IsOneAccountOfOneOfThem()
    {
        await using var portal = await TestPortal.StartAsync();
        TestActor[] actors =
        [
            await portal.SeedActorAsync(),
            await portal.SeedActorAsync(Seed.Administrator(Seed.Other, organisation: "Apotheek", ura: "07654321")),
        ];

        var results = await Race.RunAsync(2, i => portal.RegisterAsync(actors[i], Seed.Form(actors[i])));

        var winner = Assert.Single(results, r => r.Opened is not null);
        var loser = Assert.Single(results, r => r != winner);
        Assert.Equal(RegistrationFault.NotPossible, Assert.Single(loser.Errors).Fault);
        Assert.Equal(3, await portal.QueryAsync(db => db.Accounts.CountAsync(Cancellation)));
        var told = (await portal.LogAsync()).Where(e => e.Subject == winner.Account).Select(e => (e.Action, e.Actor)).ToList();
        var (by, other) = (actors[Array.IndexOf(results, winner)].AccountId, actors[Array.IndexOf(results, loser)].AccountId);
        Assert.Equal([(AuditAction.UserRegistered, by), (AuditAction.EnrollmentOpened, by), (AuditAction.RegistrationRefused, (AccountId?)other)], told);
    }

    [Fact]
    public async Task AddAdministrator_TenAtOnce_IsOneOrganisationOneAccountAndOneQr()
    {
        await using var portal = await TestPortal.StartAsync();

        var qrs = await Race.RunAsync(10, _ => portal.AddAdministratorAsync());

        Assert.Equal(1, await portal.QueryAsync(db => db.Organisations.CountAsync(Cancellation)));
        Assert.Equal(1, await portal.QueryAsync(db => db.Accounts.CountAsync(Cancellation)));
        Assert.Equal(1, await portal.QueryAsync(db => db.AllMemberships.CountAsync(Cancellation)));
        Assert.Equal(1, await portal.QueryAsync(db => db.QrSessions.CountAsync(s => s.State == SessionState.Open, Cancellation)));
        var told = (await portal.LogAsync()).CountBy(e => e.Action).ToDictionary();
        Assert.Equal(
            (1, 1, 10, 9),
            (told[AuditAction.OrganisationAdded], told[AuditAction.AdministratorAdded], told[AuditAction.EnrollmentOpened], told[AuditAction.SessionCancelled]));
        Assert.Equal(10, qrs.DistinctBy(qr => qr.Sid).Count());
    }

    [Fact]
    public async Task AddAdministrator_TwoOfOneNewOrganisationAtOnce_IsOneOrganisation()
    {
        await using var portal = await TestPortal.StartAsync();
        Person[] people = [Seed.Boss, Seed.Other];

        await Race.RunAsync(2, i => portal.AddAdministratorAsync(Seed.Administrator(people[i])));

        Assert.Equal(1, await portal.QueryAsync(db => db.Organisations.CountAsync(Cancellation)));
        Assert.Equal(2, await portal.QueryAsync(db => db.AllMemberships.CountAsync(Cancellation)));
        Assert.Single(await portal.LogAsync(), e => e.Action == AuditAction.OrganisationAdded);
    }

    private static async Task<(TestActor Actor, AccountId Account, TestQr Qr)> RegisteredAsync(TestPortal portal)
    {
        var actor = await portal.SeedActorAsync();
        var result = await portal.RegisterAsync(actor, Seed.Form(actor));
        return (actor, result.Account!.Value, TestQr.Parse(result.Opened!.QrText));
    }

    private static async Task<TestQr> RenewAsync(TestPortal portal, TestActor actor, AccountId account) =>
        TestQr.Parse((await portal.Get<RenewEnrollment>().ExecuteAsync(actor, account, Cancellation))!.QrText);
}
