using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Operations;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Operations;

/// <summary>What was open in a copy of the database opens nothing once it is put back.</summary>
public sealed class SettleRestoredTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Execute_WhoWasLoggedIn_IsLoggedOut()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var idle = await portal.LogInAsync(phone);
        portal.Pass(TimeSpan.FromMinutes(15));
        var busy = await portal.LogInAsync(phone);
        Assert.NotNull(await portal.FindActorAsync(busy));

        await SettleAsync(portal);

        Assert.Null(await portal.FindActorAsync(busy));
        var ends = await portal.QueryAsync(db => db.PortalSessions.ToDictionaryAsync(s => s.IdHash, s => s.EndedBy, Cancellation));
        Assert.Equal((PortalSessionEnd.Idle, PortalSessionEnd.LoggedOut), (ends[idle.Hash], ends[busy.Hash]));
        // The phone, and who holds it, come in as before.
        Assert.NotNull(await portal.FindActorAsync(await portal.LogInAsync(phone)));
    }

    [Fact]
    public async Task Execute_QrsThatAreOpen_OpenNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var (open, claimed, enrollment) = (await portal.OpenLoginAsync(), await portal.OpenLoginAsync(), await portal.AddAdministratorAsync(Seed.Administrator(Seed.Other)));
        var nonce = await portal.MustClaimAsync(phone, claimed);

        await SettleAsync(portal);

        Assert.Refused(ZorgId.Core.Phones.RefusalReason.SessionClosed, await portal.ClaimAsync(phone, open));
        Assert.Refused(ZorgId.Core.Phones.RefusalReason.SessionClosed, await portal.AcceptAsync(phone, claimed, nonce));
        Assert.Refused(ZorgId.Core.Phones.RefusalReason.SessionClosed, await portal.ClaimAsync(new TestPhone(), enrollment));
        Assert.Equal(CancelReason.DatabaseRestored, (await portal.SessionAsync(enrollment.Sid)).CancelReason);
    }

    [Fact]
    public async Task Execute_LoginThatWasAcceptedAndNotUsed_LetsNobodyIn()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var login = await portal.OpenLoginAsync();
        await portal.AcceptAsync(phone, login);
        Assert.True(SessionId.TryParse(login.Sid, out var sid));

        await SettleAsync(portal);

        Assert.Null(await portal.Get<SignIn>().ExecuteAsync(sid, PortalEnvironment.Productie, TestPortal.Browser, Cancellation));
        Assert.Equal(CancelReason.DatabaseRestored, (await portal.SessionAsync(login.Sid)).CancelReason);
    }

    [Fact]
    public async Task Execute_QrWhoseTimeIsOver_IsLeftToTheSweep()
    {
        await using var portal = await TestPortal.StartAsync();
        var enrollment = await portal.AddAdministratorAsync();
        portal.Pass(TimeSpan.FromMinutes(10));

        await SettleAsync(portal);

        Assert.Equal(SessionState.Open, (await portal.SessionAsync(enrollment.Sid)).State);
        Assert.Equal(1, await portal.Get<ExpireSessions>().ExecuteAsync(Cancellation));
    }

    [Fact]
    public async Task Execute_Log_TellsWhichLogWasReplaced()
    {
        await using var portal = await TestPortal.StartAsync();
        var replaced = new AuditMark(Guid.CreateVersion7(), long.MaxValue, new string('a', 2 * AuditEntry.HashLength));

        await SettleAsync(portal, replaced);

        var entry = Assert.Single(await portal.LogAsync());
        Assert.Equal((AuditAction.DatabaseRestored, $"{replaced}"), (entry.Action, entry.Detail));
        Assert.True(entry.Detail!.Length <= AuditEntry.DetailLength);
    }

    private static Task SettleAsync(TestPortal portal, AuditMark? replaced = null, bool isUnsigned = false) => portal.Get<SettleRestored>().ExecuteAsync(replaced, isUnsigned, Cancellation);
}
