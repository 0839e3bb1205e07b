using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Phones;

/// <summary>A phone that leaves or changes its PIN while it does something else: one order, whichever, and one entry each.</summary>
public sealed class IdentityRaceTests
{
    private const string NewPin = "62607";

    // Both orders are right, and each has its turn sooner or later.
    private const int Rounds = 8;

    [Fact]
    public async Task Leave_AgainstClaim_IsDoneAndTheLoginComesToNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var (phone, qr, challenge) = (await portal.SeedAdministratorAsync(), await portal.OpenLoginAsync(), portal.NewNonce());
            Outcome<ClaimedSession> claim = default;

            await Race.RunAsync(
                async () => Assert.Answered(await portal.LeaveAsync(phone, challenge)) is not null,
                async () => (claim = await portal.ClaimAsync(phone, qr)).Answer is not null);

            if (claim.Refusal is not null)
                Assert.Refused(RefusalReason.PhoneRevoked, claim);
            Assert.Equal(claim.Answer is null ? [] : [AuditAction.SessionClaimed], await portal.LogOfAsync(qr.Sid));
            Assert.Refused(RefusalReason.PhoneRevoked, await portal.ClaimAsync(phone, qr));
            if (claim.Answer is { } claimed)
                Assert.Refused(RefusalReason.PhoneRevoked, await portal.AcceptAsync(phone, qr, claimed.Nonce));
        }
    }

    [Theory]
    [InlineData(PhoneState.Blocked, RefusalReason.PhoneBlocked)]
    [InlineData(PhoneState.Revoked, RefusalReason.PhoneRevoked)]
    public async Task Claim_PhoneEndedSinceItsMessageWasLetIn_IsRefusedAndLeavesTheLoginOpen(PhoneState state, RefusalReason reason)
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, qr) = (await portal.SeedAdministratorAsync(), await portal.OpenLoginAsync());
        var writers = await WaitingWriters.StartAsync(portal);
        var lookedUp = new TaskCompletionSource<Task<int>>(TaskCreationOptions.RunContinuationsAsynchronously);
        // The session is looked up between the check of the message and the claim's turn to write.
        portal.Commands.Asked = sql =>
        {
            if (!lookedUp.Task.IsCompleted && sql.Contains("\"QrSessions\"", StringComparison.Ordinal))
                lookedUp.SetResult(writers.Add(db => db.Phones.ExecuteUpdateAsync(set => set.SetProperty(p => p.State, state))));
        };

        var claiming = portal.ClaimAsync(phone, qr);
        var ended = await lookedUp.Task;
        await writers.LetGoAsync();

        Assert.Refused(reason, await claiming);
        Assert.Equal(1, await ended);
        Assert.Equal(SessionState.Open, (await portal.SessionAsync(qr.Sid)).State);
        AuditAction[] told = state == PhoneState.Blocked ? [AuditAction.BlockedPhoneTried] : [];
        Assert.Equal(told, (await portal.LogAsync()).Select(e => e.Action).Where(a => a == AuditAction.BlockedPhoneTried));
    }

    [Fact]
    public async Task Leave_AgainstAccept_IsDoneAndNobodyIsLetIn()
    {
        await using var portal = await TestPortal.StartAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var (phone, qr, challenge) = (await portal.SeedAdministratorAsync(), await portal.OpenLoginAsync(), portal.NewNonce());
            var nonce = await portal.MustClaimAsync(phone, qr);
            Outcome<DecidedSession> accept = default;

            await Race.RunAsync(
                async () => Assert.Answered(await portal.LeaveAsync(phone, challenge)) is not null,
                async () => (accept = await portal.AcceptAsync(phone, qr, nonce)).Answer is not null);

            // A phone's account that waits for another may not open the portal: that is what the later of the two may hear.
            if (accept.Refusal is { } refusal)
                Assert.True(refusal.Reason is RefusalReason.PhoneRevoked or RefusalReason.RoleNotAllowed, $"{refusal}");
            Assert.Equal(
                [
                    AuditAction.SessionClaimed,
                    .. accept.Answer is null ? [] : new[] { AuditAction.SessionAccepted },
                    .. accept.Refusal?.Reason == RefusalReason.RoleNotAllowed ? new[] { AuditAction.LoginRefused } : [],
                ],
                await portal.LogOfAsync(qr.Sid));
            Assert.Null(await portal.SignInAsync(qr));
            Assert.Refused(RefusalReason.PhoneRevoked, await portal.AcceptAsync(phone, qr, nonce));
        }

        Assert.Equal(Rounds, (await portal.LogAsync()).Count(e => e.Action == AuditAction.PhoneGivenUp));
    }

    [Theory]
    [InlineData("48151")]
    [InlineData(NewPin)]
    public async Task ChangePin_AgainstUnlock_ThePinIsTheOldOrTheNewOneAndNeverBoth(string typed)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var (old, next) = (phone.Pin, phone.Pin == NewPin ? "48151" : NewPin);
            var (change, unlock) = (portal.NewNonce(), portal.NewNonce());
            Outcome<IdentityAnswer> unlocked = default;

            await Race.RunAsync(
                async () => Assert.Answered(await portal.IdentifyAsync(phone.ChangePin(TestPortal.Productie, change, next, old))) is not null,
                async () => (unlocked = await portal.UnlockAsync(phone, unlock, typed)).Answer is not null);

            phone.Pin = next;
            if (unlocked.Refusal is not null)
                Assert.Equal(2, Assert.Refused(RefusalReason.PinIncorrect, unlocked).AttemptsLeft);
            Assert.Equal(unlocked.Refusal, (await portal.UnlockAsync(phone, unlock, typed)).Refusal);
            Assert.Answered(await portal.UnlockAsync(phone, portal.NewNonce(), next));
            Assert.Equal(2, Assert.Refused(RefusalReason.PinIncorrect, await portal.UnlockAsync(phone, portal.NewNonce(), old)).AttemptsLeft);
            Assert.Answered(await portal.UnlockAsync(phone, portal.NewNonce(), next));
            // Nine wrong ones in a day would block it.
            portal.Pass(Phone.PinDay);
        }

        Assert.Equal(Rounds, (await portal.LogAsync()).Count(e => e.Action == AuditAction.PinChanged));
    }

    [Fact]
    public async Task Guesses_FiftyOfSeveralKindsAtOnce_ThreeAreCountedAndTold()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var nonces = Enumerable.Range(0, 50).Select(_ => portal.NewNonce()).ToList();

        var outcomes = await Race.RunAsync(50, i => (i % 3) switch
        {
            0 => portal.UnlockAsync(phone, nonces[i], $"{10000 + i}"),
            1 => portal.ChangePinAsync(phone, nonces[i], NewPin, $"{10000 + i}"),
            _ => portal.LeaveAsync(phone, nonces[i], $"{10000 + i}"),
        });

        Assert.Equal([1, 2], outcomes.Where(o => o.Refusal!.Reason == RefusalReason.PinIncorrect).Select(o => o.Refusal!.AttemptsLeft!.Value).Order());
        Assert.Equal(48, outcomes.Count(o => o.Refusal!.Reason == RefusalReason.PinBlocked));
        Assert.Equal(Phone.PinTries, (await portal.PhoneAsync(phone)).PinFailures);
        var account = (await portal.PhoneAsync(phone)).AccountId;
        Assert.Equal(
            [AuditAction.PinRefused, AuditAction.PinRefused, AuditAction.PhonePinBlocked],
            (await portal.LogAsync()).Where(e => e.Actor == account && e.Action is AuditAction.PinRefused or AuditAction.PhonePinBlocked).Select(e => e.Action));
        Assert.Refused(RefusalReason.PinBlocked, await portal.UnlockAsync(phone, portal.NewNonce()));
    }
}
