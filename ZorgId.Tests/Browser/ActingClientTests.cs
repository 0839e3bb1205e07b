using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>An act in the portal is the browser's that does it. A copied cookie is another machine's, which the login does not know.</summary>
public sealed class ActingClientTests(Chromium chromium)
{
    [Fact]
    public async Task Act_InABrowserThatDidNotLogIn_IsLoggedAsThatBrowsers()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        // Logged in from 192.0.2.1, and copied here.
        await registrar.LogInAsync(window.Page);

        await RegistrationScreen.RegisterAsync(window.Page, "Nienke", "de Boer");
        await ScreenQr.ReadAsync(window.Page);
        await window.Page.ReloadAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Uitloggen" }).ClickAsync();
        await window.Page.GetByText("U bent uitgelogd.").WaitForAsync();

        await using var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var entries = await db.AuditEntries.Where(e => e.Action == AuditAction.UserRegistered || e.Action == AuditAction.SignedOut)
            .OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([AuditAction.UserRegistered, AuditAction.SignedOut], entries.Select(e => e.Action));
        Assert.All(entries, e => Assert.DoesNotContain(TestPortal.Browser.Address!, e.Client, StringComparison.Ordinal));
    }
}
