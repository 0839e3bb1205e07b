using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ZorgId.Core;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;
using ZorgId.Core.Sessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>A beheerder at a real browser; their phone is played by the test, with real messages.</summary>
internal sealed class Desk(LivePortal portal)
{
    private readonly TestPhone _phone = new();

    /// <summary>Where this desk's browser finds the portal.</summary>
    public string Origin { get; set; } = portal.Origin;

    public string Overview => $"{Origin}/portal/overzicht";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A portal with one administrator whose phone is active.</summary>
    public static async Task<Desk> OpenAsync(LivePortal portal)
    {
        var desk = new Desk(portal);
        await desk.AcceptAsync(TestQr.Parse(await portal.AddAdministratorAsync()));
        return desk;
    }

    /// <summary>From wherever the login page leads: opens it, has the phone accept, and stops at the greeting.</summary>
    public async Task AcceptLoginAsync(IPage page, string path = "/portal/inloggen")
    {
        await page.GotoAsync(Origin + path);
        await AcceptShownAsync(page);
    }

    /// <summary>The phone accepts the QR that this page shows.</summary>
    public async Task AcceptShownAsync(IPage page)
    {
        await page.Locator(".z-qr svg").WaitForAsync();
        await AcceptAsync(await LatestLoginAsync());
        await Enter(page).WaitForAsync();
    }

    /// <summary>Logs in, to the overview.</summary>
    public async Task LogInAsync(IPage page)
    {
        await AcceptLoginAsync(page);
        await EnterAsync(page);
    }

    public static ILocator Enter(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Inloggen", Exact = true });

    public static ILocator Heading(IPage page) => page.GetByRole(AriaRole.Heading, new() { Name = "Overzicht" });

    public static async Task EnterAsync(IPage page)
    {
        await Enter(page).ClickAsync();
        await Heading(page).WaitForAsync();
        await GuardedAsync(page);
    }

    /// <summary>The page listens to its person from now on.</summary>
    public static Task GuardedAsync(IPage page) => page.Locator("dialog.z-stay[data-guarded]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    public async Task RevokePhoneAsync() => await QueryAsync(db =>
        db.Phones.Where(p => p.Kid == _phone.Kid).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, PhoneState.Revoked), Cancellation));

    public async Task<T> QueryAsync<T>(Func<PortalDb, Task<T>> query)
    {
        await using var db = await Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Cancellation);
        return await query(db);
    }

    private async Task<TestQr> LatestLoginAsync()
    {
        var sid = await QueryAsync(db => db.QrSessions.Where(s => s.Kind == SessionKind.Login && s.State == SessionState.Open).OrderByDescending(s => s.OpenedAt).Select(s => s.Id).FirstAsync(Cancellation));
        return TestQr.Parse((await Get<ViewLogin>().ExecuteAsync(sid, Cancellation)).QrText!);
    }

    private async Task AcceptAsync(TestQr qr)
    {
        var claimed = Assert.Answered(await Get<ClaimSession>().ExecuteAsync(qr.Sid, _phone.Claim(qr), PortalEnvironment.Productie, TestPortal.PhoneClient, Cancellation));
        Assert.Answered(await Get<DecideSession>().ExecuteAsync(qr.Sid, _phone.Accept(qr, claimed.Nonce), PortalEnvironment.Productie, TestPortal.PhoneClient, Cancellation));
    }

    private T Get<T>()
        where T : notnull => portal.Services.GetRequiredService<T>();
}
