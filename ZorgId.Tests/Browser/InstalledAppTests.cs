using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Playwright;
using ZorgId.Tests.Support;
using ZorgId.Web.Mobile;

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
        Assert.Equal($"{portal.Origin}/app {portal.Origin}/app/worker.js", await phone.Page.EvaluateAsync<string>(WaitForWorker));
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
    public async Task Start_AfterAnUpdate_UsesTheNewVersionAndForgetsTheOld()
    {
        var folder = CopyApp();
        try
        {
            await using var portal = await LivePortal.StartAsync(services => services.AddSingleton(new PhoneAppFiles(new PhysicalFileProvider(folder.FullName))));
            await using var phone = await chromium.OpenAsync(Chromium.Phone());
            var screen = new PhoneScreen(phone.Page);
            await phone.Page.GotoAsync($"{portal.Origin}/app");
            await phone.Page.EvaluateAsync(WaitForWorker);
            await phone.Page.ReloadAsync();
            await screen.Heading("Kies een PIN").WaitForAsync();
            var before = await phone.Page.EvaluateAsync<string[]>(Kept);

            var texts = Path.Combine(folder.FullName, "texts", "nl.js");
            await File.WriteAllTextAsync(
                texts, (await File.ReadAllTextAsync(texts, TestContext.Current.CancellationToken)).Replace("Kies een PIN", "Kies uw nieuwe PIN", StringComparison.Ordinal), TestContext.Current.CancellationToken);
            await phone.Page.ReloadAsync();
            await screen.Heading("Kies uw nieuwe PIN").WaitForAsync();
            Assert.Empty(before.Intersect(await phone.Page.EvaluateAsync<string[]>(Kept)));

            await portal.DisposeAsync();
            await phone.Page.ReloadAsync();
            await screen.Heading("Kies uw nieuwe PIN").WaitForAsync();
            phone.Forgive("net::ERR_");
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
        await phone.Page.EvaluateAsync(WaitForWorker);
        var qr = await portal.AddAdministratorAsync();
        await phone.Page.GotoAsync("about:blank");
        await phone.Page.GotoAsync(qr);
        await screen.ChoosePinAsync();
        await screen.AcceptAsync();
        await screen.Button("Klaar").ClickAsync();

        var kept = await phone.Page.EvaluateAsync<string[]>(Kept);
        Assert.Contains(kept, key => key.EndsWith("/app/main.js", StringComparison.Ordinal));
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
        await phone.Page.EvaluateAsync(WaitForWorker);
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

    [Fact]
    public async Task Registration_AsksTheBrowserToKeepItsStorage()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var phone = await chromium.OpenAsync(Chromium.Phone());
        await phone.Page.AddInitScriptAsync("window.asked = 0; StorageManager.prototype.persist = async () => { window.asked++; return true; };");
        var screen = new PhoneScreen(phone.Page);
        await phone.Page.GotoAsync(await portal.AddAdministratorAsync());
        await screen.ChoosePinAsync();
        await screen.AcceptAsync();
        await screen.Heading("U bent geregistreerd").WaitForAsync();
        Assert.Equal(1, await phone.Page.EvaluateAsync<int>("window.asked"));

        await phone.Page.ReloadAsync();
        await screen.Heading("Voer uw PIN in").WaitForAsync();
        await phone.Page.WaitForFunctionAsync("() => window.asked === 1");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NewPhone_InABrowserThatKeepsApart_IsSentToTheHomeScreen(bool byLink)
    {
        await using var portal = await LivePortal.StartAsync();
        await using var phone = await chromium.OpenAsync(Chromium.Phone());
        await phone.Page.AddInitScriptAsync("navigator.standalone = false;");
        var screen = new PhoneScreen(phone.Page);
        await phone.Page.GotoAsync(byLink ? await portal.AddAdministratorAsync() : $"{portal.Origin}/app");

        await screen.Heading("Open de app op uw beginscherm").WaitForAsync();
        await phone.AssertAccessibleAsync();
        await screen.Button("Toch hier verder").ClickAsync();
        await screen.ChoosePinAsync();
        await screen.Heading(byLink ? "Sessie openen" : "Scan").WaitForAsync();
    }

    private static ILocator NoConnection(Window phone) => phone.Page.GetByText("Geen verbinding met het portaal. Zonder internet kunt u niets openen.");

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
