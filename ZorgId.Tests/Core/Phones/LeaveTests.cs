using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Changes;
using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Phones;

/// <summary>The protocol's <c>leave</c>.</summary>
public sealed class LeaveTests
{
    [Fact]
    public async Task Leave_RightPin_TheAccountWaitsForAnotherPhone()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();

        portal.Events.Published.Clear();

        Assert.Answered(await portal.LeaveAsync(phone, portal.NewNonce()));

        var left = await portal.PhoneAsync(phone);
        Assert.Equal((PhoneState.Revoked, AccountStatus.AwaitingActivation), (left.State, left.Account.Status));
        Assert.Equal(left.Account.AllMemberships.Select(m => Topic.Of(m.OrganisationId)), portal.Events.Published);
        var entry = (await portal.LogAsync())[^1];
        Assert.Equal((AuditAction.PhoneGivenUp, left.AccountId, left.AccountId), (entry.Action, entry.Actor, entry.Subject));
        Assert.Equal((TestPortal.PhoneClient, portal.Now), (entry.Client, entry.At));
    }

    [Fact]
    public async Task Leave_Again_IsRevoked()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var message = phone.Leave(TestPortal.Productie, portal.NewNonce());
        Assert.Answered(await portal.IdentifyAsync(message));

        Assert.Refused(RefusalReason.PhoneRevoked, await portal.IdentifyAsync(message));
        Assert.Refused(RefusalReason.PhoneRevoked, await portal.UnlockAsync(phone, portal.NewNonce()));
    }

    [Fact]
    public async Task Leave_TwentyAtOnce_IsDoneOnce()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var nonces = Enumerable.Range(0, 20).Select(_ => portal.NewNonce()).ToList();

        var outcomes = await Race.RunAsync(20, i => portal.LeaveAsync(phone, nonces[i]));

        Assert.Single(outcomes, o => o.Answer is not null);
        Assert.All(outcomes.Where(o => o.Answer is null), o => Assert.Refused(RefusalReason.PhoneRevoked, o));
        Assert.Single(await portal.LogAsync(), e => e.Action == AuditAction.PhoneGivenUp);
    }

    [Fact]
    public async Task Leave_WrongPin_ChangesNothingAndCounts()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();

        Assert.Equal(2, Assert.Refused(RefusalReason.PinIncorrect, await portal.LeaveAsync(phone, portal.NewNonce(), "11223")).AttemptsLeft);

        var stayed = await portal.PhoneAsync(phone);
        Assert.Equal((PhoneState.Active, AccountStatus.Active), (stayed.State, stayed.Account.Status));
    }

    [Fact]
    public async Task Leave_LoggedIn_EndsItsPortalSessions()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var (first, second) = (await portal.LogInAsync(phone), await portal.LogInAsync(phone));

        await portal.LeaveAsync(phone, portal.NewNonce());

        foreach (var key in (PortalSessionKey[])[first, second])
        {
            Assert.Null(await portal.FindActorAsync(key));
            var view = await portal.Get<ViewPortalSession>().ExecuteAsync(key, PortalEnvironment.Productie, TestContext.Current.CancellationToken);
            Assert.Equal(PortalSessionEnd.AccessGone, view.Over);
        }
    }

    [Fact]
    public async Task Leave_WithSessionsUnderWay_DecidesAndOpensNothingMore()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var (claimed, accepted) = (await portal.OpenLoginAsync(), await portal.OpenLoginAsync());
        var nonce = await portal.MustClaimAsync(phone, claimed);
        await portal.AcceptAsync(phone, accepted);

        await portal.LeaveAsync(phone, portal.NewNonce());

        Assert.Refused(RefusalReason.PhoneRevoked, await portal.AcceptAsync(phone, claimed, nonce));
        Assert.Null(await portal.SignInAsync(accepted));
    }

    [Fact]
    public async Task Leave_ThenEnrolledAnew_IsActiveAgain()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var account = (await portal.PhoneAsync(phone)).AccountId;
        await portal.LeaveAsync(phone, portal.NewNonce());

        var next = await portal.SeedAdministratorAsync();

        var living = await portal.PhoneAsync(next);
        Assert.Equal((account, AccountStatus.Active), (living.AccountId, living.Account.Status));
        Assert.Answered(await portal.UnlockAsync(next, portal.NewNonce()));
    }

    [Fact]
    public async Task Leave_AgainstANewPhonesAcceptance_EndsWithTheNewPhone()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, next) = (await portal.SeedAdministratorAsync(), new TestPhone());
        var qr = await portal.AddAdministratorAsync();
        var nonce = await portal.MustClaimAsync(next, qr);
        var challenge = portal.NewNonce();

        await Race.RunAsync<object>(
            async () => await portal.LeaveAsync(phone, challenge),
            async () => await portal.AcceptAsync(next, qr, nonce));

        var living = await portal.PhoneAsync(next);
        Assert.Equal((PhoneState.Active, AccountStatus.Active), (living.State, living.Account.Status));
        Assert.Equal(PhoneState.Revoked, (await portal.PhoneAsync(phone)).State);
    }

    [Fact]
    public async Task Leave_AccountBlockedMeanwhile_IsToldSoAndStaysBlocked()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var account = (await portal.PhoneAsync(phone)).AccountId;
        var nonce = portal.NewNonce();

        var outcomes = await Race.RunAsync<Outcome<IdentityAnswer>?>(
            async () => await portal.LeaveAsync(phone, nonce),
            async () =>
            {
                await portal.SetStatusAsync(account, AccountStatus.Blocked);
                return null;
            });

        var left = await portal.PhoneAsync(phone);
        Assert.Equal(AccountStatus.Blocked, left.Account.Status);
        if (outcomes[0]!.Value.Refusal is { } refusal)
            Assert.Equal((RefusalReason.PhoneBlocked, PhoneState.Active), (refusal.Reason, left.State));
    }
}
