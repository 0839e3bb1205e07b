using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>One of two servers on one database is killed under open pages, which come back at the other, that knows no circuit of theirs.</summary>
public sealed class ServerKillTests(Chromium chromium) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zorgid-kill-").FullName;

    private string Database => Path.Combine(_folder, "portal.db");

    [Fact]
    public async Task Server_KilledUnderLoginAndPopups_GoesOnAtTheOtherWithANewQrAtMost()
    {
        await TestDatabase.LayAtAsync(Database);
        SharedCertificate.LayBeside(Database);
        await using var cable = new Cable(0);
        var origin = $"http://localhost:{cable.Port}";
        var settings = ServingProgram.SettingsFor($"Data Source={Database}").Append(("Environments:productie:Origin", origin)).ToList();
        using var first = ServingProgram.Begin(PortalProgram.Describe(settings, "--urls", "http://127.0.0.1:0"));
        using var second = ServingProgram.Begin(PortalProgram.Describe(settings, "--urls", "http://127.0.0.1:0"));
        await first.MustListenAsync();
        await second.MustListenAsync();
        cable.LeadTo(first.Port);
        var boss = new TestPhone();
        await AcceptAsync(second, boss, await AddAdministratorAsync(settings));

        await using var login = await OpenAsync();
        await using var lost = await OpenAsync();
        await using var accepted = await OpenAsync();
        foreach (var window in (Window[])[lost, accepted])
        {
            await window.Page.GotoAsync(origin + "/portal/inloggen");
            await AcceptAsync(second, boss, await ScreenQr.ReadAsync(window.Page));
            await Desk.EnterAsync(window.Page);
        }

        await login.Page.GotoAsync(origin + "/portal/inloggen");
        var before = await ScreenQr.ReadAsync(login.Page);
        await RegistrationScreen.RegisterAsync(lost.Page, "Nienke", "Bakker");
        await RegistrationScreen.RegisterAsync(accepted.Page, "Joost", "Mulder");
        var toAccept = await ScreenQr.ReadAsync(accepted.Page);

        cable.PullOut();
        first.Kill();
        await first.EndAsync();
        // Phones go on, at the other.
        await AcceptAsync(second, new TestPhone(), toAccept);
        cable.LeadTo(second.Port);
        cable.PlugIn();

        await Assertions.Expect(login.Page.Locator(".z-dialog")).ToContainTextAsync("Dit is een nieuwe QR-code");
        var after = await ScreenQr.ReadAsync(login.Page);
        Assert.NotEqual(before.Sid, after.Sid);
        await AcceptAsync(second, boss, after);
        await Desk.EnterAsync(login.Page);

        await Assertions.Expect(News(accepted)).ToContainTextAsync("Joost Mulder is nu geregistreerd");
        await Assertions.Expect(News(lost)).ToContainTextAsync("De QR-code voor Nienke Bakker is niet meer te zien");
        await News(lost).GetByRole(AriaRole.Button, new() { Name = "Nieuwe QR-code" }).ClickAsync();
        await AcceptAsync(second, new TestPhone(), await ScreenQr.ReadAsync(lost.Page));
        await Assertions.Expect(News(lost)).ToContainTextAsync("Nienke Bakker is nu geregistreerd");
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static ILocator News(Window window) => window.Page.Locator(".z-news");

    /// <summary>As the operator does, beside the servers.</summary>
    private static async Task<TestQr> AddAdministratorAsync(IEnumerable<(string, string)> settings)
    {
        var end = await PortalProgram.RunAsync(
            settings, "administrator", "add", "--given-name", "Els", "--family-name", "Smit", "--birth-date", "1980-02-01", "--birth-place", "Assen",
            "--organisation", "Praktijk Noord", "--ura", "01234567");
        return TestQr.Parse(end.Lines[^1].Trim());
    }

    private static async Task AcceptAsync(ServingProgram server, TestPhone phone, TestQr qr)
    {
        var claimed = await (await server.SendAsync($"/mobile/v1/sessions/{qr.Sid}/claim", phone.Claim(qr))).MustJsonAsync();
        await (await server.SendAsync($"/mobile/v1/sessions/{qr.Sid}/decision", phone.Accept(qr, claimed["nonce"]!.GetValue<string>()))).MustJsonAsync();
    }

    private async Task<Window> OpenAsync()
    {
        var window = await chromium.OpenAsync();
        window.Forgive("net::ERR_", "WebSocket", "blazor.web", "/_blazor/");
        return window;
    }
}
