using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>The phone of someone who cannot scan.</summary>
public static class TypingPhone
{
    /// <summary>What the portal shows beside this QR to who asks for it.</summary>
    /// <param name="isElsewhere">The browser that shows it is on another network than the phone.</param>
    public static async Task<string> ShowTypedCodeAsync(this PocketPhone phone, string qrText, bool isElsewhere = false)
    {
        var qr = TestQr.Parse(qrText);
        var sid = PortalDriver.ParseSid(qr.Sid);
        var code = await phone.Portal.MustShowTypedCodeAsync(qr);
        if (!isElsewhere)
            await phone.QueryAsync(db => db.QrSessions.Where(s => s.Id == sid).ExecuteUpdateAsync(set => set.SetProperty(s => s.Address, "127.0.0.1")));
        return code;
    }

    /// <summary>From a screen that offers to scan, to the one that takes a code.</summary>
    public static async Task CannotScanAsync(this PocketPhone phone)
    {
        await phone.Screen.ScanAsync();
        await phone.Screen.Button("Ik kan niet scannen").ClickAsync();
        await phone.Screen.Heading("Code typen").WaitForAsync();
    }

    /// <summary>On the screen that takes a code.</summary>
    public static async Task TypeAsync(this PocketPhone phone, string code)
    {
        await CodeField(phone).FillAsync(code);
        await phone.Screen.Button("Verder").ClickAsync();
    }

    public static ILocator CodeField(this PocketPhone phone) => phone.Page.GetByLabel("Code", new() { Exact = true });
}
