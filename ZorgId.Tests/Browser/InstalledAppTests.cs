using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Playwright;
using ZorgId.Tests.Support;
using ZorgId.Web.App;

namespace ZorgId.Tests.Browser;

/// <summary>The app on a home screen: it opens without a connection, and no old version of it stays behind.</summary>
public sealed class InstalledAppTests(Chromium chromium)
{
    private const string WaitForWorker = "async () => { const { active } = await navigator.serviceWorker.ready; return `${(await navigator.serviceWorker.ready).scope} ${active.scriptURL}`; }";

    private const string Kept = """
        async () => {
            const kept = [];
            for (const name of await caches.keys())
                for (const { url } of await (await caches.open(name)).keys()) kept.push(`${name} ${url}`);
            return kept;
        }
        """;

    // What the manifest says of each icon, and what a browser finds there.
    private const string Icons = """
        async () => {
            const { icons } = await (await fetch('/app/manifest.webmanifest')).json();
            return Promise.all(icons.map(async ({ src, sizes, purpose }) => {
                const picture = new Image();
                picture.src = src;
                await picture.decode();
                return [sizes, `${picture.naturalWidth}x${picture.naturalHeight}`, purpose];
            }));
        }
        """;

    [Fact]
    public async Task Start_WithoutAServer_ShowsTheAppAndSaysThatThereIsNoConnection()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var phone = await chromium.OpenAsync(Chromium.Phone());
        var screen = new PhoneScreen(phone.Page);
        await phone.Page.GotoAsync($"{portal.Origin}/app");
        Assert.Equal($"{portal.Origin}/app {portal.Origin}/app/worker.js", await WaitForWorkerAsync(phone));
        await Assertions.Expect(NoConnection(phone)).ToHaveCountAsync(0);

        await portal.DisposeAsync();
        await phone.Page.ReloadAsync();
        await screen.Heading("Kies een PIN").WaitForAsync();
        await NoConnection(phone).WaitForAsync();
        await phone.AssertAccessibleAsync();
        phone.Forgive("net::ERR_");
    }

    [Fact]
    public async Task Network_LostAndFoundAgain_IsToldAsLongAsItIsSo()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var phone = await chromium.OpenAsync(Chromium.Phone());
        await phone.Page.GotoAsync($"{portal.Origin}/app");
        await new PhoneScreen(phone.Page).Heading("Kies een PIN").WaitForAsync();

        await phone.Page.Context.SetOfflineAsync(true);
        await NoConnection(phone).WaitForAsync();
        await new PhoneScreen(phone.Page).Button("English").ClickAsync();
        await phone.Page.GetByText("No connection to the portal. Without internet you cannot open anything.").WaitForAsync();
        await new PhoneScreen(phone.Page).Button("Nederlands").ClickAsync();
        await phone.Page.Context.SetOfflineAsync(false);
        await Assertions.Expect(NoConnection(phone)).ToHaveCountAsync(0);
        phone.Forgive("net::ERR_");
    }

    [Fact]
    public async Task Start_AfterAnUpdate_UsesTheNewVersionAndForgetsAllButTheOneBefore()
    {
        var folder = CopyApp();
        try
        {
            await using var portal = await LivePortal.StartAsync(services => services.AddSingleton(new PhoneAppFiles(new PhysicalFileProvider(folder.FullName))));
            await using var phone = await chromium.OpenAsync(Chromium.Phone());
            var screen = new PhoneScreen(phone.Page);
            await phone.Page.GotoAsync($"{portal.Origin}/app");
            await WaitForWorkerAsync(phone);
            await phone.Page.ReloadAsync();
            await screen.Heading("Kies een PIN").WaitForAsync();
            var first = await phone.Page.EvaluateAsync<string[]>(Kept);

            await UpdateAsync(folder, "Kies een PIN", "Kies uw nieuwe PIN");
            await phone.Page.ReloadAsync();
            await screen.Heading("Kies uw nieuwe PIN").WaitForAsync();
            var second = (await phone.Page.EvaluateAsync<string[]>(Kept)).Except(first).ToArray();

            await UpdateAsync(folder, "Kies uw nieuwe PIN", "Kies een andere PIN");
            await phone.Page.ReloadAsync();
            await screen.Heading("Kies een andere PIN").WaitForAsync();
            var third = await phone.Page.EvaluateAsync<string[]>(Kept);
            Assert.Equal(second.Where(IsOfAVersion), third.Intersect(second).Where(IsOfAVersion));
            Assert.DoesNotContain(third, key => IsOfAVersion(key) && first.Contains(key, StringComparer.Ordinal));

            await portal.DisposeAsync();
            await phone.Page.ReloadAsync();
            await screen.Heading("Kies een andere PIN").WaitForAsync();
            phone.Forgive("net::ERR_");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Page_OfTheVersionBefore_LoadsItsOwnModulesAndNoOthers()
    {
        var folder = CopyApp();
        try
        {
            await using var portal = await LivePortal.StartAsync(services => services.AddSingleton(new PhoneAppFiles(new PhysicalFileProvider(folder.FullName))));
            await using var phone = await chromium.OpenAsync(Chromium.Phone());
            await phone.Page.GotoAsync($"{portal.Origin}/app");
            await WaitForWorkerAsync(phone);
            await phone.Page.ReloadAsync();
            await new PhoneScreen(phone.Page).Heading("Kies een PIN").WaitForAsync();
            var ownTexts = await phone.Page.EvaluateAsync<string>("new URL('texts/nl.js', document.querySelector('script[type=module]').src).href");

            await UpdateAsync(folder, "Kies een PIN", "Kies uw nieuwe PIN");
            var other = await phone.Page.Context.NewPageAsync();
            await other.GotoAsync($"{portal.Origin}/app");
            await new PhoneScreen(other).Heading("Kies uw nieuwe PIN").WaitForAsync();

            // Past what the page itself still has of it.
            Assert.Contains("Kies een PIN", await phone.Page.EvaluateAsync<string>("async texts => (await fetch(texts, { cache: 'no-store' })).text()", ownTexts), StringComparison.Ordinal);
            Assert.Contains("Kies uw nieuwe PIN", await other.EvaluateAsync<string>($"async () => JSON.stringify((await {AppModules.Import}('texts/nl.js')).default)"), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Caches_AfterARegistration_HoldTheAppAndNothingElse()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var phone = await chromium.OpenAsync(Chromium.Phone());
        var screen = new PhoneScreen(phone.Page);
        await phone.Page.GotoAsync($"{portal.Origin}/app");
        await WaitForWorkerAsync(phone);
        var qr = await portal.InviteAsync();
        await phone.Page.GotoAsync("about:blank");
        await phone.Page.GotoAsync(qr);
        await screen.ChoosePinAsync();
        await screen.AcceptAsync();
        await screen.Button("Klaar").ClickAsync();

        var kept = await phone.Page.EvaluateAsync<string[]>(Kept);
        Assert.Contains(kept, key => key.EndsWith("/main.js", StringComparison.Ordinal));
        Assert.DoesNotContain(kept, key => key.Contains('#') || key.Contains('?') || key.Contains("/mobile/", StringComparison.Ordinal));
        Assert.DoesNotContain(kept, key => key.Contains(TestQr.Parse(qr).Sid, StringComparison.Ordinal));
        Assert.DoesNotContain(kept, key => key.Contains($"{portal.Origin}/portal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DemoPhone_IsNotKept()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var phone = await chromium.OpenAsync(Chromium.Phone());
        await phone.Page.GotoAsync($"{portal.Origin}/app?phone=1");
        await new PhoneScreen(phone.Page).Heading("Kies een PIN").WaitForAsync();

        Assert.Equal(0, await phone.Page.EvaluateAsync<int>("async () => (await navigator.serviceWorker.getRegistrations()).length"));
    }

    [Fact]
    public async Task Manifest_MakesTheAppInstallable()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var phone = await chromium.OpenAsync(Chromium.Phone());
        await phone.Page.GotoAsync($"{portal.Origin}/app");
        await WaitForWorkerAsync(phone);
        var browser = await phone.Page.Context.NewCDPSessionAsync(phone.Page);

        var manifest = (await browser.SendAsync("Page.getAppManifest"))!.Value;
        Assert.Equal(0, manifest.GetProperty("errors").GetArrayLength());
        Assert.Contains("ZORG-ID Mobile App", manifest.GetProperty("data").GetString(), StringComparison.Ordinal);
        var obstacles = (await browser.SendAsync("Page.getInstallabilityErrors"))!.Value.GetProperty("installabilityErrors");
        // A test's browser keeps nothing after its end; that is all it may hold against the app.
        Assert.DoesNotContain(obstacles.EnumerateArray(), obstacle => obstacle.GetProperty("errorId").GetString() != "in-incognito");
    }

    [Fact]
    public async Task Icons_OfTheManifest_AreThereInTheirSizes_OneOfThemMaskable()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var phone = await chromium.OpenAsync(Chromium.Phone());
        await phone.Page.GotoAsync($"{portal.Origin}/app");
        var icons = await phone.Page.EvaluateAsync<string[][]>(Icons);

        Assert.NotEmpty(icons);
        Assert.All(icons.Where(icon => icon[0] != "any"), icon => Assert.Equal(icon[0], icon[1]));
        Assert.Contains(icons, icon => icon is ["512x512", _, "maskable"]);
        Assert.Contains(icons, icon => icon is ["192x192", _, "any"]);
    }

    private static Task<string> WaitForWorkerAsync(Window phone) => phone.Page.EvaluateAsync<string>(WaitForWorker).WaitAsync(TestTimeouts.Limit);

    private static ILocator NoConnection(Window phone) => phone.Page.GetByText("Geen verbinding met het portaal. Zonder internet kunt u niets openen.");

    private static bool IsOfAVersion(string kept) => kept.StartsWith("zorgid-app-", StringComparison.Ordinal);

    private static async Task UpdateAsync(DirectoryInfo app, string text, string newText)
    {
        var texts = Path.Combine(app.FullName, "texts", "nl.js");
        var contents = await File.ReadAllTextAsync(texts, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(texts, contents.Replace(text, newText, StringComparison.Ordinal), TestContext.Current.CancellationToken);
    }

    private static DirectoryInfo CopyApp()
    {
        var source = new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "App"));
        var copy = Directory.CreateTempSubdirectory("zorgid-app-");
        foreach (var folder in source.GetDirectories("*", SearchOption.AllDirectories))
            copy.CreateSubdirectory(Path.GetRelativePath(source.FullName, folder.FullName));
        foreach (var file in source.GetFiles("*", SearchOption.AllDirectories))
            file.CopyTo(Path.Combine(copy.FullName, Path.GetRelativePath(source.FullName, file.FullName)));
        return copy;
    }
}
