using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

public sealed class ExpireSessionsTests
{
    private static readonly TimeSpan Login = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Execute_BeforeItsTime_LeavesIt()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.OpenLoginAsync();
        portal.Pass(Login - Moment);

        Assert.Equal(0, await ExecuteAsync(portal));
        Assert.Equal(SessionState.Open, (await portal.SessionAsync(qr.Sid)).State);
    }

    [Fact]
    public async Task Execute_UnclaimedLogin_ExpiresTellsAndLeavesNoEntry()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.OpenLoginAsync();
        portal.Pass(Login);

        Assert.Equal(1, await ExecuteAsync(portal));

        var session = await portal.SessionAsync(qr.Sid);
        Assert.Equal((SessionState.Expired, portal.Now), (session.State, session.EndedAt));
        Assert.Equal(qr.Sid, Assert.Single(portal.Events.Published).Text);
        Assert.Empty(await portal.LogAsync());
    }

    [Fact]
    public async Task Execute_ClaimedLoginAndEnrollment_AreLogged()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var login = await portal.OpenLoginAsync();
        await portal.MustClaimAsync(phone, login);
        var enrollment = await portal.AddAdministratorAsync();
        portal.Pass(TimeSpan.FromMinutes(10));

        Assert.Equal(2, await ExecuteAsync(portal));

        Assert.Equal([AuditAction.SessionClaimed, AuditAction.SessionExpired], await portal.LogOfAsync(login.Sid));
        Assert.Equal([AuditAction.EnrollmentOpened, AuditAction.SessionExpired], await portal.LogOfAsync(enrollment.Sid));
    }

    [Fact]
    public async Task Execute_Twice_IsOneArrow()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.AddAdministratorAsync();
        portal.Pass(TimeSpan.FromMinutes(10));
        await ExecuteAsync(portal);

        Assert.Equal(0, await ExecuteAsync(portal));
        Assert.Single(await portal.LogOfAsync(qr.Sid), a => a == AuditAction.SessionExpired);
    }

    [Fact]
    public async Task Execute_Accepted_StaysAccepted()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        await portal.AcceptAsync(phone, qr);
        portal.Pass(TimeSpan.FromHours(1));

        await ExecuteAsync(portal);

        Assert.Equal(SessionState.Accepted, (await portal.SessionAsync(qr.Sid)).State);
    }

    [Fact]
    public async Task Execute_MoreThanABatch_ExpiresAll()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.QueryAsync(db =>
        {
            for (var i = 0; i < 250; i++)
                db.QrSessions.Add(QrSession.OpenLogin(PortalEnvironment.Productie, _ => [1], TestPortal.Browser, portal.Now, Login));
            return db.SaveChangesAsync(Cancellation);
        });
        portal.Pass(Login);

        Assert.Equal(250, await ExecuteAsync(portal));
        Assert.Equal(250, await portal.QueryAsync(db => db.QrSessions.CountAsync(s => s.State == SessionState.Expired, Cancellation)));
    }

    [Fact]
    public async Task Execute_ADayAfterTheEnd_ForgetsTheRowAndNotTheLog()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.AddAdministratorAsync();
        await portal.CancelAsync(qr);

        portal.Pass(TimeSpan.FromHours(24));
        await ExecuteAsync(portal);
        Assert.Equal(SessionState.Cancelled, (await portal.SessionAsync(qr.Sid)).State);
        portal.Pass(Moment);
        await ExecuteAsync(portal);

        Assert.Equal(0, await portal.QueryAsync(db => db.QrSessions.CountAsync(Cancellation)));
        Assert.Equal([AuditAction.EnrollmentOpened, AuditAction.SessionCancelled], await portal.LogOfAsync(qr.Sid));
        Assert.Refused(RefusalReason.SessionUnknown, await portal.ClaimAsync(new TestPhone(), qr));
    }

    [Fact]
    public async Task Execute_LoginsThatNobodyClaimed_AreForgottenAfterMinutes()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var cancelled = await portal.OpenLoginAsync();
        var expired = await portal.OpenLoginAsync();
        var claimed = await portal.OpenLoginAsync();
        await portal.MustClaimAsync(phone, claimed);
        var enrollment = await portal.AddAdministratorAsync();
        portal.Pass(Login);
        await portal.CancelAsync(cancelled);
        await portal.CancelAsync(claimed);
        await portal.CancelAsync(enrollment);
        await ExecuteAsync(portal);

        portal.Pass(TimeSpan.FromMinutes(5));
        await ExecuteAsync(portal);
        Assert.Refused(RefusalReason.SessionExpired, await portal.ClaimAsync(phone, expired));
        portal.Pass(Moment);
        await ExecuteAsync(portal);

        Assert.Refused(RefusalReason.SessionUnknown, await portal.ClaimAsync(phone, expired));
        Assert.Equal(
            new[] { claimed.Sid, enrollment.Sid }.Order(),
            (await portal.QueryAsync(db => db.QrSessions.Where(s => s.State != SessionState.Accepted).Select(s => s.Id).ToListAsync(Cancellation))).Select(id => id.ToString()).Order());
    }

    [Fact]
    public async Task Execute_FourAtOnce_IsOneArrow()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        var nonce = await portal.MustClaimAsync(phone, qr);
        portal.Pass(Login);

        await Race.RunAsync(4, _ => ExecuteAsync(portal));

        Assert.Equal([AuditAction.SessionClaimed, AuditAction.SessionExpired], await portal.LogOfAsync(qr.Sid));
        Assert.Refused(RefusalReason.SessionExpired, await portal.AcceptAsync(phone, qr, nonce));
    }

    private static Task<int> ExecuteAsync(TestPortal portal) => portal.Get<ExpireSessions>().ExecuteAsync(Cancellation);
}
