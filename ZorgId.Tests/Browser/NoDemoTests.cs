using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;
using ZorgId.Web.Demo;

namespace ZorgId.Tests.Browser;

/// <summary>A real portal has no demo: not by an address, and not by the script of a page that is open already.</summary>
public sealed class NoDemoTests(Chromium chromium)
{
    [Fact]
    public async Task Activation_AskedOfTheCircuitOfARealPortal_LeadsToTheStartAndGivesNoQr()
    {
        await using var portal = await LivePortal.StartAsync();
        // The demo's beheerder could exist: then a QR for their account would be one to take it over with.
        var qr = await portal.AddAdministratorAsync(RegistrarBrowser.Els with { Person = DemoData.Beheerder });
        await using var window = await chromium.OpenAsync();
        await window.Page.GotoAsync(portal.Origin + "/portal/inloggen");
        await ScreenQr.ReadAsync(window.Page);

        await window.Page.EvaluateAsync($"() => Blazor.navigateTo('{DemoRoom.Activation}')");

        await Assertions.Expect(window.Page).ToHaveURLAsync(portal.Origin + "/portal");
        var enrollments = await portal.QueryAsync(db => db.QrSessions.AsNoTracking().Where(s => s.Kind == SessionKind.Enrollment).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal((qr.Sid, SessionState.Open), (Assert.Single(enrollments).Id.Value, enrollments[0].State));
    }
}
