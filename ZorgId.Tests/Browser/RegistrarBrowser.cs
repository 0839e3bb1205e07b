using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using ZorgId.Core.Accounts;
using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.Users;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>A beheerder at a real browser; their phone is played by the test, with real messages.</summary>
internal sealed class RegistrarBrowser(LivePortal portal)
{
    /// <summary>Who sits here where nobody else is named.</summary>
    public static readonly NewAdministrator Els = new(
        PortalEnvironment.Productie, new Person("Els", "Smit", new BirthDate(1980, 2, 1), "Assen"), "Praktijk Noord", "01234567");

    /// <summary>A colleague of theirs.</summary>
    public static readonly NewAdministrator Omar = Els with { Person = Seed.Other };

    private Person _owner = Els.Person;

    /// <summary>The phone of who sits here.</summary>
    public TestPhone Phone { get; } = new();

    /// <summary>Where this browser finds the portal.</summary>
    public string Origin { get; set; } = portal.Origin;

    public string Overview => $"{Origin}/portal/overzicht";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A portal with one administrator whose phone is active.</summary>
    public static async Task<RegistrarBrowser> OpenAsync(LivePortal portal, NewAdministrator? administrator = null)
    {
        var registrar = new RegistrarBrowser(portal) { _owner = (administrator ?? Els).Person };
        await portal.AcceptAsync(registrar.Phone, await portal.AddAdministratorAsync(administrator ?? Els));
        return registrar;
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
        await portal.AcceptAsync(Phone, await ScreenQr.ReadAsync(page));
        await Enter(page).WaitForAsync();
    }

    /// <summary>To the overview, logged in: the way there by the login's screens is for tests of their own.</summary>
    public async Task LogInAsync(IPage page)
    {
        var cookie = PortalCookie.Make(portal.Services, await portal.LogInAsync(Phone));
        await page.Context.AddCookiesAsync(
        [
            new() { Name = cookie.Name, Value = cookie.Value, Url = Origin, HttpOnly = true, SameSite = SameSiteAttribute.Lax },
            new() { Name = cookie.KeyName, Value = cookie.KeyValue, Url = Origin, HttpOnly = true, SameSite = SameSiteAttribute.Lax },
        ]);
        await page.GotoAsync(Overview);
        await ArriveAsync(page);
    }

    public static ILocator Enter(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Inloggen", Exact = true });

    public static ILocator Heading(IPage page) => page.GetByRole(AriaRole.Heading, new() { Name = "Overzicht" });

    /// <summary>The overview's row of this person.</summary>
    public static ILocator Row(IPage page, string name) => page.GetByRole(AriaRole.Row).Filter(new() { Has = page.Locator(".z-name").GetByText(name, new() { Exact = true }) });

    public static async Task EnterAsync(IPage page)
    {
        await Enter(page).ClickAsync();
        await ArriveAsync(page);
    }

    /// <summary>The page listens to its person and knows its own end from now on, with or without a connection.</summary>
    public static Task GuardedAsync(IPage page) => page.Locator("dialog.z-stay[data-guarded]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>Who sits here registers someone, at another screen than the test's.</summary>
    public async Task<TestQr> RegisterAsync(string givenName, string familyName, BirthDate? birthDate = null)
    {
        var (call, organisation) = await PlantSessionAsync();
        var form = new RegistrationForm(organisation, givenName, familyName, birthDate ?? new BirthDate(1990, 5, 17), "'s-Hertogenbosch");
        return TestQr.Parse((await portal.Get<RegisterUser>().ExecuteAsync(call, form, Cancellation)).Opened!.QrText);
    }

    public async Task RevokePhoneAsync() => await portal.QueryAsync(db =>
        db.Phones.Where(p => p.Kid == Phone.Kid).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, PhoneState.Revoked), Cancellation));

    private static async Task ArriveAsync(IPage page)
    {
        await Heading(page).WaitForAsync();
        await GuardedAsync(page);
    }

    private async Task<(PortalCall Call, OrganisationId Organisation)> PlantSessionAsync()
    {
        var identity = _owner.IdentityKey;
        return await portal.QueryAsync(async db =>
        {
            var account = await db.Accounts.WithMemberships().SingleAsync(a => a.IdentityKey == identity, Cancellation);
            var phone = await db.Phones.SingleAsync(p => p.AccountId == account.Id && p.State == PhoneState.Active, Cancellation);
            var call = new PortalCall(PortalSessionKey.New(), account.Environment, TestPortal.Browser.Client);
            db.PortalSessions.Add(new(call.Key, account.Id, phone.Id, call.Environment, organisation: null, TestPortal.Browser.Client, TimeProvider.System.GetUtcNow().UtcDateTime));
            await db.SaveChangesAsync(Cancellation);
            return (call, account.LiveMemberships.First().OrganisationId);
        });
    }
}
