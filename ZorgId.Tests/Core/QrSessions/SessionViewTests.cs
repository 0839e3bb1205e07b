using ZorgId.Core.Audit;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

/// <summary>What a dialog may show of its session, and what closing it does.</summary>
public sealed class SessionViewTests
{
    [Fact]
    public async Task ViewLogin_Open_ShowsTheCodeOfNow()
    {
        await using var portal = await TestPortal.StartAsync();
        var first = await portal.OpenLoginAsync();
        portal.Pass(LoginCode.StepLength - TimeSpan.FromMilliseconds(1));
        var sameStep = await portal.LoginQrAsync(first.Sid);
        portal.Pass(TimeSpan.FromMilliseconds(1));

        Assert.Equal(first, sameStep);
        Assert.NotEqual(first.Code, (await portal.LoginQrAsync(first.Sid)).Code);
        Assert.Equal((TestPortal.Productie, TestQr.Login, 14), (first.Origin, first.Kind, first.Code.Length));
    }

    [Fact]
    public async Task ViewLogin_Claimed_ShowsTheDigitsAndNoQr()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var claimed = Assert.Answered(await portal.ClaimAsync(phone, await portal.OpenLoginAsync()));

        var view = await portal.Get<ViewLogin>().ExecuteAsync(claimed.Sid, TestContext.Current.CancellationToken);

        Assert.Equal(new LoginView(SessionState.Claimed, claimed.ExpiresAt, null, claimed.VerificationCode, null, new ScanningPhone("Pixel 9", null, null, TestPortal.PhoneClient), null, null), view);
    }

    [Fact]
    public async Task ViewLogin_SecondPhone_IsShown()
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, other) = (await portal.SeedAdministratorAsync(), await portal.SeedAdministratorAsync(Seed.Administrator(Seed.Other)));
        var qr = await portal.OpenLoginAsync();
        var claimed = Assert.Answered(await portal.ClaimAsync(phone, qr));
        await portal.ClaimAsync(other, qr);

        Assert.Equal(
            new ScanningPhone("Pixel 9", null, null, TestPortal.PhoneClient), (await portal.Get<ViewLogin>().ExecuteAsync(claimed.Sid, TestContext.Current.CancellationToken)).SecondPhoneFrom);
    }

    [Fact]
    public async Task ViewLogin_PastItsTime_IsExpiredWithoutQrBeforeItsRowSaysSo()
    {
        await using var portal = await TestPortal.StartAsync();
        var sid = await portal.Get<OpenLogin>().ExecuteAsync(PortalEnvironment.Productie, TestPortal.Browser, TestContext.Current.CancellationToken);
        portal.Pass(TimeSpan.FromSeconds(120));

        var view = await portal.Get<ViewLogin>().ExecuteAsync(sid!.Value, TestContext.Current.CancellationToken);

        Assert.Equal((SessionState.Expired, null), (view.State, view.QrText));
    }

    [Fact]
    public async Task ViewEnrollment_PastItsTime_IsExpiredBeforeItsRowSaysSo()
    {
        await using var portal = await TestPortal.StartAsync();
        var result = await portal.Get<AddAdministrator>().ExecuteAsync(Seed.Administrator(), TestContext.Current.CancellationToken);
        portal.Pass(TimeSpan.FromMinutes(10));

        var view = await portal.Get<ViewEnrollment>().ExecuteAsync(result.Opened!.Sid, TestContext.Current.CancellationToken);

        Assert.Equal(SessionState.Expired, view.State);
    }

    [Fact]
    public async Task OpenLogin_Secret_IsKeptEncrypted()
    {
        await using var portal = await TestPortal.StartAsync();
        var session = await portal.SessionAsync((await portal.OpenLoginAsync()).Sid);
        var stored = session.ProtectedSecret!;

        Assert.True(stored.AsSpan().IndexOf(portal.Get<LoginSecrets>().Reveal(session.Id, stored)) < 0);
    }

    [Fact]
    public async Task Cancel_SessionThatWasTakenAway_DoesNothing()
    {
        await using var portal = await TestPortal.StartAsync();

        await portal.Get<CancelSession>().ExecuteAsync(SessionId.New(), TestContext.Current.CancellationToken);

        Assert.Empty(portal.Events.Published);
        Assert.Empty(await portal.LogAsync());
    }

    [Fact]
    public async Task Cancel_UnclaimedLogin_LeavesNothingInTheLog()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.OpenLoginAsync();

        await portal.CancelAsync(qr);

        Assert.Equal(SessionState.Cancelled, (await portal.SessionAsync(qr.Sid)).State);
        Assert.Equal(qr.Sid, Assert.Single(portal.Events.Published).Text);
        Assert.Empty(await portal.LogAsync());
    }

    [Fact]
    public async Task Cancel_Enrollment_IsLogged()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.AddAdministratorAsync();

        await portal.CancelAsync(qr);

        Assert.Equal([AuditAction.EnrollmentOpened, AuditAction.SessionCancelled], await portal.LogOfAsync(qr.Sid));
    }

    [Fact]
    public async Task Cancel_Twice_IsOneArrow()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.AddAdministratorAsync();
        await portal.CancelAsync(qr);
        var (version, told) = (await portal.DataVersionAsync(), portal.Events.Published.Count);

        await portal.CancelAsync(qr);

        Assert.Equal(version, await portal.DataVersionAsync());
        Assert.Equal(told, portal.Events.Published.Count);
    }

    [Fact]
    public async Task Cancel_Accepted_StaysAccepted()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        await portal.AcceptAsync(phone, qr);

        await portal.CancelAsync(qr);

        Assert.Equal(SessionState.Accepted, (await portal.SessionAsync(qr.Sid)).State);
    }

    [Fact]
    public async Task Cancel_PastItsTime_IsLeftToExpire()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.OpenLoginAsync();
        portal.Pass(TimeSpan.FromSeconds(120));

        await portal.CancelAsync(qr);

        Assert.Equal(SessionState.Open, (await portal.SessionAsync(qr.Sid)).State);
    }
}
