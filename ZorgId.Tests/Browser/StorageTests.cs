using Microsoft.EntityFrameworkCore;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>A browser that does not keep what the app gives it: each time another sentence, a way on, and no QR used up.</summary>
public sealed class StorageTests(PhoneBrowser browser) : IClassFixture<PhoneBrowser>
{
    // Real browsers do each of these; this one does it when it is told to.
    private const string Faults = """
        window.fault = '';
        const { open } = IDBFactory.prototype;
        IDBFactory.prototype.open = function (...given) {
            if (window.fault === 'refuses') throw new DOMException('The operation is insecure.', 'SecurityError');
            if (window.fault === 'silent') return {};
            const request = open.apply(this, given);
            request.addEventListener('success', () => { window.connection = request.result; });
            return request;
        };
        const { transaction } = IDBDatabase.prototype;
        IDBDatabase.prototype.transaction = function (...given) {
            // What its work asks for is answered on another connection, if anywhere.
            return window.fault === 'hangs' ? { objectStore: () => ({ getAll: () => ({}), getAllKeys: () => ({}), put: () => ({}), delete: () => ({}) }) } : transaction.apply(this, given);
        };
        const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (value) {
            if (window.fault === 'private') throw new DOMException('The object can not be cloned.', 'DataCloneError');
            if (window.fault === 'full') throw new DOMException('No room.', 'QuotaExceededError');
            return put.call(this, window.fault === 'empty' ? { ...value, signingKey: null, deviceKey: null } : value);
        };
        """;

    private const string LoseKeys = """
        () => new Promise((resolve, reject) => {
            const transaction = window.connection.transaction('identities', 'readwrite');
            transaction.oncomplete = resolve;
            transaction.onabort = reject;
            transaction.objectStore('identities').openCursor().onsuccess = ({ target: { result: cursor } }) => {
                if (!cursor) return;
                cursor.update({ kid: cursor.value.kid, origin: cursor.value.origin, state: cursor.value.state });
                cursor.continue();
            };
        })
        """;

    private const string Count = "() => new Promise(resolve => { window.connection.transaction('identities').objectStore('identities').count().onsuccess = event => resolve(event.target.result); })";

    // An app that was closed in the middle of its try leaves this.
    private const string LeaveTrial = """
        () => new Promise(resolve => {
            const transaction = window.connection.transaction('identities', 'readwrite');
            transaction.oncomplete = resolve;
            transaction.objectStore('identities').put({ kid: 'left', state: 'trial' });
        })
        """;

    /// <summary>The fault, and the sentence in Dutch and in English.</summary>
    public static TheoryData<string, string, string> WhileRegistering => new()
    {
        { "private", "Deze browser laat de app geen sleutels bewaren.", "This browser does not let the app keep keys." },
        { "full", "Er is geen ruimte om een sleutel te bewaren.", "There is no room to keep a key." },
        { "empty", "Deze browser geeft de sleutel niet terug die de app bewaart.", "This browser does not give back the key that the app keeps." },
    };

    [Theory]
    [MemberData(nameof(WhileRegistering))]
    public async Task Registration_WhereNoKeyIsKept_IsToldBeforeTheCodeIsUsedUp(string fault, string dutch, string english)
    {
        await using var phone = await StartAsync();
        var qrText = await phone.InviteAsync();
        await phone.GoToAsync($"{phone.Portal.Origin}/app");
        await phone.Screen.ChoosePinAsync();
        await phone.Page.EvaluateAsync(LeaveTrial);
        await SetAsync(phone, fault);
        await phone.ScanAsync(qrText);

        await AssertToldAsync(phone, dutch, english);
        Assert.Empty(phone.Sent("/claim"));
        Assert.True(SessionId.TryParse(TestQr.Parse(qrText).Sid, out var sid));
        Assert.Equal(SessionState.Open, await phone.QueryAsync(db => db.QrSessions.Where(s => s.Id == sid).Select(s => s.State).SingleAsync()));

        // The code is not scanned again: it may be gone from the screen.
        browser.Camera.PointAway();
        await SetAsync(phone, "");
        await phone.Screen.Button("Opnieuw proberen").ClickAsync();
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("U bent geregistreerd").WaitForAsync();
        Assert.Equal(1, await phone.Page.EvaluateAsync<int>(Count));
    }

    [Theory]
    [InlineData("refuses", "Open de app in een gewoon venster.", "Open the app in an ordinary window.")]
    [InlineData("silent", "De app kan de opslag van deze telefoon niet openen.", "The app cannot open the storage of this phone.")]
    [InlineData("hangs", "De app kan de opslag van deze telefoon niet openen.", "The app cannot open the storage of this phone.")]
    public async Task Start_WhereTheStorageDoesNotOpen_IsToldAndTriedAgain(string fault, string dutch, string english)
    {
        await using var phone = await StartAsync();
        await phone.Page.Clock.InstallAsync();
        await phone.Page.AddInitScriptAsync($"window.fault = '{fault}';");
        await phone.GoToAsync($"{phone.Portal.Origin}/app");
        if (fault != "refuses")
            await WaitOutAsync(phone);

        await AssertToldAsync(phone, dutch, english);
        await SetAsync(phone, "");
        await phone.Screen.Button("Opnieuw proberen").ClickAsync();
        await phone.Screen.Heading("Kies een PIN").WaitForAsync();
        phone.Window.Forgive($"storage-{(fault == "refuses" ? "refused" : "silent")}");
    }

    [Fact]
    public async Task Connection_ThatTheSystemCloses_IsOpenedAgain()
    {
        await using var phone = await StartAsync();
        await phone.RegisterAsync();
        await phone.Page.EvaluateAsync("() => window.connection.close()");
        await phone.ScanLoginAsync();
        await phone.Page.EvaluateAsync("() => window.connection.close()");
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("Geaccepteerd").WaitForAsync();
        await phone.Page.EvaluateAsync("() => window.connection.close()");
        await phone.Screen.Button("Klaar").ClickAsync();
        await phone.OpenSettingsAsync();
    }

    [Fact]
    public async Task Keys_ThatComeBackAsNothing_AreToldAndReplacedByANewRegistration()
    {
        await using var phone = await StartAsync();
        await phone.RegisterAsync();
        await phone.Page.EvaluateAsync(LoseKeys);
        await phone.GoToAsync("about:blank");
        await phone.GoToAsync($"{phone.Portal.Origin}/app");

        await AssertToldAsync(phone, "De app kan een sleutel op deze telefoon niet meer lezen.", "The app can no longer read a key on this phone.");
        await phone.ScanAsync(await phone.InviteAsync());
        await phone.Screen.ChoosePinAsync();
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("U bent geregistreerd").WaitForAsync();
        Assert.Equal(1, await phone.Page.EvaluateAsync<int>(Count));
        await phone.Page.ReloadAsync();
        await phone.Screen.Heading("Voer uw PIN in").WaitForAsync();
    }

    private async Task<PocketPhone> StartAsync()
    {
        var phone = await PocketPhone.StartAsync(browser);
        await phone.Page.AddInitScriptAsync(Faults);
        return phone;
    }

    // Each look at the storage has a limit of its own.
    private static async Task WaitOutAsync(PocketPhone phone)
    {
        await Until.IsAsync(
            async () =>
            {
                await phone.Page.Clock.FastForwardAsync(5000);
                return await phone.Screen.Button("Opnieuw proberen").IsVisibleAsync();
            },
            () => "The app offers no other try.",
            TimeSpan.Zero);
    }

    private static async Task SetAsync(PocketPhone phone, string fault) => await phone.Page.EvaluateAsync("fault => { window.fault = fault; }", fault);

    private static async Task AssertToldAsync(PocketPhone phone, string dutch, string english)
    {
        await Microsoft.Playwright.Assertions.Expect(phone.Screen.Content).ToContainTextAsync(dutch);
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.Button("English").ClickAsync();
        await Microsoft.Playwright.Assertions.Expect(phone.Screen.Content).ToContainTextAsync(english);
        await phone.Screen.Button("Nederlands").ClickAsync();
    }
}
