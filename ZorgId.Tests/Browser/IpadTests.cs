using Microsoft.EntityFrameworkCore;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>A portal that is opened on a tablet which sends the User-Agent of a Mac.</summary>
public sealed class IpadTests(Chromium chromium)
{
    [Fact]
    public async Task Login_OnAnIpad_IsOfAnIpad_AndOnAMacOfAMac()
    {
        await using var portal = await LivePortal.StartAsync();
        foreach (var (touches, platform) in ((int, string)[])[(5, "iPad"), (0, "macOS")])
        {
            var options = Chromium.Desktop();
            options.UserAgent = Chromium.MacAgent;
            await using var window = await chromium.OpenAsync(options);
            await window.Page.AddInitScriptAsync($"Object.defineProperty(Navigator.prototype, 'maxTouchPoints', {{ get: () => {touches} }});");
            await window.Page.GotoAsync($"{portal.Origin}/portal/inloggen");
            Assert.True(SessionId.TryParse((await ScreenQr.ReadAsync(window.Page)).Sid, out var sid));

            var session = await portal.QueryAsync(db => db.QrSessions.SingleAsync(s => s.Id == sid));
            Assert.Equal(("Safari", platform), (session.Requester!.Browser, session.Requester.Platform));
        }
    }
}
