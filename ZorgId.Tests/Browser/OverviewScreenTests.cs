using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using ZorgId.Core;
using ZorgId.Core.Accounts;
using ZorgId.Core.Sessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>The overview at two desks at once, and under one hand.</summary>
public sealed class OverviewScreenTests(Chromium chromium)
{
    [Fact]
    public async Task Overview_ColleagueRegistersAndThePhoneAccepts_IsSeenWithoutAReload()
    {
        await using var portal = await LivePortal.StartAsync();
        var (desk, other) = (await Desk.OpenAsync(portal), await Desk.OpenAsync(portal, Desk.Omar));
        await using var window = await chromium.OpenAsync();
        await using var watching = await chromium.OpenAsync();
        await desk.LogInAsync(window.Page);
        await other.LogInAsync(watching.Page);
        await watching.MarkAsync();

        await RegistrationScreen.RegisterAsync(window.Page, "Nienke", "de Boer");
        var row = Desk.Row(watching.Page, "Nienke de Boer");
        await Assertions.Expect(row).ToContainTextAsync("Wacht op activatie");
        await Assertions.Expect(row).ToContainTextAsync("door Els Smit");
        await Assertions.Expect(row).ToContainTextAsync("Zorgmedewerker (Signer)");

        await new LivePhone(portal, new TestPhone()).AcceptAsync(await ScreenQr.ReadAsync(window.Page));
        await Assertions.Expect(row).ToContainTextAsync("Actief");
        await Assertions.Expect(Desk.Row(window.Page, "Nienke de Boer")).ToContainTextAsync("Actief");
        await watching.AssertSameAsync();
        await watching.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Overview_HandOnTheList_NothingMovesUntilItLeaves()
    {
        await using var portal = await LivePortal.StartAsync();
        var desk = await Desk.OpenAsync(portal);
        var waiting = await desk.RegisterAsync("Zoë", "Zijlstra");
        await using var window = await chromium.OpenAsync();
        await desk.LogInAsync(window.Page);
        var row = Desk.Row(window.Page, "Zoë Zijlstra");
        await row.HoverAsync();
        var before = await row.BoundingBoxAsync();

        await desk.RegisterAsync("Anna", "Aalders");
        await window.Page.GetByText("De lijst is gewijzigd.").WaitForAsync();
        await new LivePhone(portal, new TestPhone()).AcceptAsync(waiting);
        await Assertions.Expect(row).ToContainTextAsync("Actief");
        await Assertions.Expect(Desk.Row(window.Page, "Anna Aalders")).ToHaveCountAsync(0);
        var after = await row.BoundingBoxAsync();
        Assert.Equal((before!.X, before.Y), (after!.X, after.Y));
        await window.AssertAccessibleAsync();

        await Desk.Heading(window.Page).HoverAsync();
        await Assertions.Expect(Desk.Row(window.Page, "Anna Aalders")).ToBeVisibleAsync();
        await Assertions.Expect(window.Page.GetByText("De lijst is gewijzigd.")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Overview_ManyUsers_AreSearchedSortedFilteredAndPaged()
    {
        await using var portal = await LivePortal.StartAsync();
        var desk = await Desk.OpenAsync(portal);
        for (var i = 0; i < 25; i++)
            await desk.RegisterAsync($"Gebruiker {(char)('A' + i)}", "van der Meer");
        var active = await desk.RegisterAsync("Søren", "van der Aa", new BirthDate(1969, 1, 30));
        await new LivePhone(portal, new TestPhone()).AcceptAsync(active);
        await using var window = await chromium.OpenAsync();
        await desk.LogInAsync(window.Page);
        var (page, names, count) = (window.Page, window.Page.Locator("td.z-name"), window.Page.Locator(".z-count"));

        await Assertions.Expect(names.First).ToHaveTextAsync("Søren van der Aa"); // without van der
        await Assertions.Expect(count).ToHaveTextAsync("1–25 van 27");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bladzijde 2" }).ClickAsync();
        await Assertions.Expect(names).ToHaveTextAsync(["Gebruiker Y van der Meer", "Els Smit"]);
        await window.AssertAccessibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Naam", Exact = true }).ClickAsync();
        await Assertions.Expect(names.First).ToHaveTextAsync("Els Smit");
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Naam" })).ToHaveAttributeAsync("aria-sort", "descending");

        await page.GetByRole(AriaRole.Button, new() { Name = "Actief" }).ClickAsync();
        await Assertions.Expect(names).ToHaveTextAsync(["Els Smit", "Søren van der Aa"]);
        var search = page.GetByLabel("Zoeken");
        foreach (var typed in (string[])["soren", "30-1-1969"])
        {
            await search.FillAsync(typed);
            await Assertions.Expect(names).ToHaveTextAsync(["Søren van der Aa"]);
            await search.FillAsync("");
            await Assertions.Expect(names).ToHaveCountAsync(2);
        }

        await search.FillAsync("niemand");
        await page.GetByText("Niemand gevonden met deze zoekopdracht.").WaitForAsync();
        await window.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Wis de zoekopdracht" }).ClickAsync();
        await Assertions.Expect(count).ToHaveTextAsync("1–25 van 27");
        await Assertions.Expect(search).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Overview_HigherRole_SaysWhyThereIsNoNewQr()
    {
        await using var portal = await LivePortal.StartAsync();
        var desk = await Desk.OpenAsync(portal);
        await desk.RegisterAsync("Bea", "Bakker");
        await portal.AddAdministratorAsync(new(PortalEnvironment.Productie, new Person("Bea", "Bakker", new BirthDate(1990, 5, 17), "'s-Hertogenbosch"), "Praktijk Zuid", "07654321"));
        await using var window = await chromium.OpenAsync();
        await desk.LogInAsync(window.Page);

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Waarom geen nieuwe QR-code voor Bea Bakker?" }).ClickAsync();

        await Assertions.Expect(window.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Alleen een administrator van die organisatie");
        await window.AssertAccessibleAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sluiten" }).ClickAsync();
        Assert.Equal(3, await desk.QueryAsync(db => db.QrSessions.CountAsync(s => s.Kind == SessionKind.Enrollment, TestContext.Current.CancellationToken)));
    }
}
