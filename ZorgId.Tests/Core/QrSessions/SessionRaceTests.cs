using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

/// <summary>Whoever comes at once, through the real database: one outcome, one entry an arrow, one answer afterwards.</summary>
public sealed class SessionRaceTests
{
    [Fact]
    public async Task SaveChanges_TwoWhoReadTheSameState_OnlyOneIsSaved()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.OpenLoginAsync();
        var databases = portal.Get<IDbContextFactory<ZorgId.Core.Persistence.PortalDb>>();
        await using var first = await databases.CreateDbContextAsync(TestContext.Current.CancellationToken);
        await using var second = await databases.CreateDbContextAsync(TestContext.Current.CancellationToken);
        (await first.QrSessions.SingleAsync(TestContext.Current.CancellationToken)).Cancel(CancelReason.ClosedInPortal, portal.Now);
        (await second.QrSessions.SingleAsync(TestContext.Current.CancellationToken)).Expire(portal.Now.AddHours(1));

        await first.SaveChangesAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync(TestContext.Current.CancellationToken));
        Assert.Equal(SessionState.Cancelled, (await portal.SessionAsync(qr.Sid)).State);
    }

    [Fact]
    public async Task Claim_TwoPhonesAtOnce_OneHasIt()
    {
        await using var portal = await TestPortal.StartAsync();
        TestPhone[] phones =
        [
            await portal.SeedAdministratorAsync(),
            await portal.SeedAdministratorAsync(Seed.Administrator(Seed.Other)),
        ];
        var qr = await portal.OpenLoginAsync();

        var outcomes = await Race.RunAsync(2, i => portal.ClaimAsync(phones[i], qr));

        var winner = Assert.Single(phones, p => outcomes[Array.IndexOf(phones, p)].Answer is not null);
        var loser = Assert.Single(phones, p => p != winner);
        Assert.Refused(RefusalReason.SessionClaimed, outcomes[Array.IndexOf(phones, loser)]);
        Assert.Equal(winner.Kid, (await portal.SessionAsync(qr.Sid)).ClaimedKid);
        Assert.Equal([AuditAction.SessionClaimed, AuditAction.SecondPhoneTurnedAway], await portal.LogOfAsync(qr.Sid));
        Assert.Equal(Assert.Answered(outcomes[Array.IndexOf(phones, winner)]), Assert.Answered(await portal.ClaimAsync(winner, qr)));
        Assert.Refused(RefusalReason.SessionClaimed, await portal.ClaimAsync(loser, qr));
    }

    [Fact]
    public async Task Claim_AHundredPhonesAtOnce_OneHasItAndTheLogStaysShort()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.AddAdministratorAsync();

        var outcomes = await Race.RunAsync(100, _ => portal.ClaimAsync(new TestPhone(), qr));

        Assert.Single(outcomes, o => o.Answer is not null);
        Assert.Equal(99, outcomes.Count(o => o.Refusal?.Reason == RefusalReason.SessionClaimed));
        Assert.Equal(
            [AuditAction.EnrollmentOpened, AuditAction.SessionClaimed, AuditAction.SecondPhoneTurnedAway],
            await portal.LogOfAsync(qr.Sid));
    }

    [Fact]
    public async Task Claim_SamePhoneTwentyTimesAtOnce_GetsOneAnswer()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();

        var outcomes = await Race.RunAsync(20, _ => portal.ClaimAsync(phone, qr));

        Assert.Single(outcomes.Select(o => Assert.Answered(o)).Distinct());
        Assert.Equal([AuditAction.SessionClaimed], await portal.LogOfAsync(qr.Sid));
    }

    [Fact]
    public async Task Accept_AgainstRefuse_OneWinsAndTheOtherHearsWhich()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        var nonce = await portal.MustClaimAsync(phone, qr);

        var outcomes = await Race.RunAsync(() => portal.AcceptAsync(phone, qr, nonce), () => portal.RefuseAsync(phone, qr, nonce));

        var (won, lost) = outcomes[0].Answer is not null ? (outcomes[0], outcomes[1]) : (outcomes[1], outcomes[0]);
        var state = Assert.Answered(won).State;
        Assert.Closed(state.WireName(), lost);
        Assert.Equal(
            [AuditAction.SessionClaimed, state == SessionState.Accepted ? AuditAction.SessionAccepted : AuditAction.SessionRefused],
            await portal.LogOfAsync(qr.Sid));
        Assert.Equal(outcomes[0].Refusal, (await portal.AcceptAsync(phone, qr, nonce)).Refusal);
        Assert.Equal(outcomes[1].Refusal, (await portal.RefuseAsync(phone, qr, nonce)).Refusal);
    }

    [Fact]
    public async Task Accept_SameDecisionTwentyTimesAtOnce_IsOneDecision()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = new TestPhone();
        var qr = await portal.AddAdministratorAsync();
        var nonce = await portal.MustClaimAsync(phone, qr);

        var outcomes = await Race.RunAsync(20, _ => portal.AcceptAsync(phone, qr, nonce));

        Assert.Single(outcomes.Select(o => Assert.Answered(o)).Distinct());
        Assert.Single(await portal.LogAsync(), e => e.Action == AuditAction.PhoneBound);
        Assert.Equal(1, await portal.QueryAsync(db => db.Phones.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Accept_AgainstCancel_OneWins()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        var nonce = await portal.MustClaimAsync(phone, qr);

        var outcomes = await Race.RunAsync(() => portal.AcceptAsync(phone, qr, nonce), () => CancelAsync(portal, qr));

        var state = (await portal.SessionAsync(qr.Sid)).State;
        if (state == SessionState.Accepted)
            Assert.Equal(state, Assert.Answered(outcomes[0]).State);
        else
            Assert.Closed("cancelled", outcomes[0]);
        Assert.Equal(
            [AuditAction.SessionClaimed, state == SessionState.Accepted ? AuditAction.SessionAccepted : AuditAction.SessionCancelled],
            await portal.LogOfAsync(qr.Sid));
        Assert.Equal(outcomes[0].Refusal, (await portal.AcceptAsync(phone, qr, nonce)).Refusal);
    }

    [Fact]
    public async Task Accept_AgainstExpiry_OneWins()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        for (var round = 0; round < 8; round++)
        {
            var qr = await portal.OpenLoginAsync();
            var nonce = await portal.MustClaimAsync(phone, qr);

            var outcomes = await Race.RunAsync(
                () => portal.AcceptAsync(phone, qr, nonce),
                async () =>
                {
                    portal.Pass(TimeSpan.FromMinutes(2));
                    await portal.Get<ExpireSessions>().ExecuteAsync(TestContext.Current.CancellationToken);
                    return default;
                });

            var state = (await portal.SessionAsync(qr.Sid)).State;
            if (state == SessionState.Accepted)
                Assert.Equal(state, Assert.Answered(outcomes[0]).State);
            else
                Assert.Refused(RefusalReason.SessionExpired, outcomes[0]);
            Assert.Equal(
                [AuditAction.SessionClaimed, state == SessionState.Accepted ? AuditAction.SessionAccepted : AuditAction.SessionExpired],
                await portal.LogOfAsync(qr.Sid));
            Assert.Equal(outcomes[0].Refusal, (await portal.AcceptAsync(phone, qr, nonce)).Refusal);
        }
    }

    [Fact]
    public async Task Claim_AgainstCancel_EndsCancelled()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();

        var outcomes = await Race.RunAsync<Outcome<ClaimedSession>>(
            () => portal.ClaimAsync(phone, qr),
            async () =>
            {
                await portal.CancelAsync(qr);
                return default;
            });

        // Either order is right: both arrows, or the second only. An unclaimed login leaves nothing in the log.
        Assert.Equal(SessionState.Cancelled, (await portal.SessionAsync(qr.Sid)).State);
        Assert.Equal(
            outcomes[0].Answer is null ? [] : [AuditAction.SessionClaimed, AuditAction.SessionCancelled],
            await portal.LogOfAsync(qr.Sid));
        Assert.Closed("cancelled", await portal.ClaimAsync(phone, qr));
    }

    [Fact]
    public async Task SignIn_TwoBrowsersAtOnce_OneIsLetIn()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        await portal.AcceptAsync(phone, qr);

        var keys = await Race.RunAsync(2, _ => portal.SignInAsync(qr));

        Assert.Single(keys, k => k is not null);
        Assert.Equal(1, await portal.QueryAsync(db => db.PortalSessions.CountAsync(TestContext.Current.CancellationToken)));
        Assert.Equal([AuditAction.SessionClaimed, AuditAction.SessionAccepted, AuditAction.SignedIn], await portal.LogOfAsync(qr.Sid));
        Assert.Null(await portal.SignInAsync(qr));
    }

    private static async Task<Outcome<DecidedSession>> CancelAsync(TestPortal portal, TestQr qr)
    {
        await portal.CancelAsync(qr);
        return default;
    }
}
