using System.Collections.Concurrent;
using Microsoft.Playwright;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>What a browser keeps of the codes that it has shown or scanned: nothing, in no address, history or cache.</summary>
public sealed class TracesTests(Chromium chromium, PhoneBrowser phones) : IClassFixture<PhoneBrowser>
{
    private const string Kept = """
        async () => {
            const cached = [];
            for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                for (const request of await cache.keys()) cached.push(request.url, await (await cache.match(request)).text());
            }
            const databases = [];
            for (const { name } of await indexedDB.databases()) {
                const database = await new Promise((resolve, reject) => {
                    const opening = indexedDB.open(name);
                    opening.onsuccess = () => resolve(opening.result);
                    opening.onerror = () => reject(opening.error);
                });
                for (const store of database.objectStoreNames) {
                    const rows = await new Promise((resolve, reject) => {
                        const reading = database.transaction(store).objectStore(store).getAll();
                        reading.onsuccess = () => resolve(reading.result);
                        reading.onerror = () => reject(reading.error);
                    });
                    databases.push(JSON.stringify(rows));
                }
                database.close();
            }
            return [location.href, document.referrer, JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), ...cached, ...databases].join('\n');
        }
        """;

    [Fact]
    public async Task Portal_AfterALoginAndARegistration_KeepsNoCode()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await chromium.OpenAsync();
        var addresses = Listen(window.Page);
        await window.Page.GotoAsync($"{portal.Origin}/portal/inloggen");
        var login = await ScreenQr.ReadAsync(window.Page);
        await portal.AcceptAsync(registrar.Phone, login);
        await RegistrarBrowser.EnterAsync(window.Page);

        await RegistrationScreen.RegisterAsync(window.Page, "Nienke", "de Boer");
        var enrollment = await ScreenQr.ReadAsync(window.Page);
        await window.Page.ReloadAsync();
        await RegistrarBrowser.Heading(window.Page).WaitForAsync();

        await AssertNoneAsync(window.Page, addresses, login.Code, enrollment.Code);
    }

    [Fact]
    public async Task Phone_AfterALinkAndAScan_KeepsNoCode()
    {
        await using var phone = await PocketPhone.StartAsync(phones);
        var addresses = Listen(phone.Page);
        var link = await phone.Portal.InviteAsync();
        await phone.GoToAsync(link);
        await phone.Screen.ChoosePinAsync();
        await phone.Screen.AcceptAsync();
        await phone.Screen.Button("Klaar").ClickAsync();
        var login = await phone.OpenLoginAsync();
        await phone.ScanAsync(login);
        await phone.Screen.AcceptAsync();
        await phone.Screen.Button("Klaar").WaitForAsync();

        await AssertNoneAsync(phone.Page, addresses, link.Split('.')[^1], login.Split('.')[^1]);
    }

    private static ConcurrentQueue<string> Listen(IPage page)
    {
        var addresses = new ConcurrentQueue<string>();
        page.Context.Request += (_, request) => addresses.Enqueue($"{request.Method} {request.Url}");
        page.WebSocket += (_, socket) => addresses.Enqueue(socket.Url);
        return addresses;
    }

    private static async Task AssertNoneAsync(IPage page, ConcurrentQueue<string> addresses, params string[] codes)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        var history = (await browser.SendAsync("Page.getNavigationHistory"))!.Value.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("url").GetString()!).ToList();
        var kept = await page.EvaluateAsync<string>(Kept);
        Assert.NotEmpty(addresses);
        Assert.NotEmpty(history);
        foreach (var code in codes)
        {
            Assert.True(code.Length > 5);
            // A link's address is what the person opened; it goes to no server behind its #, and does not stay in the history.
            Assert.DoesNotContain(addresses, address => address.Split('#')[0].Contains(code, StringComparison.Ordinal));
            Assert.DoesNotContain(history, entry => entry.Contains(code, StringComparison.Ordinal));
            Assert.DoesNotContain(code, kept, StringComparison.Ordinal);
        }
    }
}
