using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using ZorgId.Core.Accounts;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>The overview at two computers at once, and under one hand.</summary>
public sealed class OverviewScreenTests(Chromium chromium)
{
    [Fact]
    public async Task Overview_ColleagueRegistersAndThePhoneAccepts_IsSeenWithoutAReload()
    {
        await using var portal = await LivePortal.StartAsync();
        var (registrar, other) = (await RegistrarBrowser.OpenAsync(portal), await RegistrarBrowser.OpenAsync(portal, RegistrarBrowser.Omar));
        await using var window = await chromium.OpenAsync();
        await using var watching = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
        await other.LogInAsync(watching.Page);
        await watching.MarkAsync();

        await RegistrationScreen.RegisterAsync(window.Page, "Nienke", "de Boer");
        var row = RegistrarBrowser.Row(watching.Page, "Nienke de Boer");
        await Assertions.Expect(row).ToContainTextAsync("Wacht op activatie");
        await Assertions.Expect(row).ToContainTextAsync("door Els Smit");
        await Assertions.Expect(row).ToContainTextAsync("Zorgmedewerker (Signer)");

        await portal.AcceptAsync(new TestPhone(), await ScreenQr.ReadAsync(window.Page));
        await Assertions.Expect(row).ToContainTextAsync("Actief");
        await Assertions.Expect(RegistrarBrowser.Row(window.Page, "Nienke de Boer")).ToContainTextAsync("Actief");
        await watching.AssertSameAsync();
        await watching.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Overview_HandOnTheList_NothingMovesUntilItLeaves()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        var waiting = await registrar.RegisterAsync("Zoë", "Zijlstra");
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
        var row = RegistrarBrowser.Row(window.Page, "Zoë Zijlstra");
        await row.HoverAsync();
        var before = await row.BoundingBoxAsync();

        await registrar.RegisterAsync("Anna", "Aalders");
        await window.Page.GetByText("De lijst is gewijzigd.").WaitForAsync();
        await portal.AcceptAsync(new TestPhone(), waiting);
        await Assertions.Expect(row).ToContainTextAsync("Actief");
        await Assertions.Expect(RegistrarBrowser.Row(window.Page, "Anna Aalders")).ToHaveCountAsync(0);
        var after = await row.BoundingBoxAsync();
        Assert.Equal((before!.X, before.Y), (after!.X, after.Y));
        await window.AssertAccessibleAsync();

        await RegistrarBrowser.Heading(window.Page).HoverAsync();
        await Assertions.Expect(RegistrarBrowser.Row(window.Page, "Anna Aalders")).ToBeVisibleAsync();
        await Assertions.Expect(window.Page.GetByText("De lijst is gewijzigd.")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Overview_ManyUsers_AreSearchedSortedFilteredAndPaged()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        for (var i = 0; i < 25; i++)
            await registrar.RegisterAsync($"Gebruiker {(char)('A' + i)}", "van der Meer");
        var active = await registrar.RegisterAsync("Søren", "van der Aa", new BirthDate(1969, 1, 30));
        await portal.AcceptAsync(new TestPhone(), active);
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
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

        await page.GetByRole(AriaRole.Button, new() { Name = "Ingetrokken" }).ClickAsync();
        await page.GetByText("Er is nu niemand met de status Ingetrokken.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Toon alle gebruikers" }).ClickAsync();
        await Assertions.Expect(count).ToHaveTextAsync("1–25 van 27");

        await search.FillAsync("niemand");
        await page.GetByText("Niemand gevonden met deze zoekopdracht.").WaitForAsync();
        await window.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Wis de zoekopdracht" }).ClickAsync();
        await Assertions.Expect(count).ToHaveTextAsync("1–25 van 27");
        await Assertions.Expect(search).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Overview_PersonJustRegistered_IsShownAndMarkedOnWhateverPage()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        for (var i = 0; i < 24; i++)
            await registrar.RegisterAsync($"Gebruiker {(char)('A' + i)}", "van der Meer");
        await registrar.RegisterAsync("Zeger", "Zandstra");
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
        var page = window.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Actief", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("td.z-name")).ToHaveTextAsync(["Els Smit"]);

        await RegistrationScreen.RegisterAsync(page, "Zoë", "Zijlstra");
        var row = RegistrarBrowser.Row(page, "Zoë Zijlstra");
        await Assertions.Expect(row).ToContainTextAsync("QR-code getoond om");
        await portal.AcceptAsync(new TestPhone(), await ScreenQr.ReadAsync(page));

        await Assertions.Expect(row).ToHaveClassAsync("z-marked");
        await Assertions.Expect(row).ToContainTextAsync("Net geregistreerd");
        await Assertions.Expect(row).ToContainTextAsync("Actief");
        await Assertions.Expect(page.Locator(".z-count")).ToHaveTextAsync("26–27 van 27");
        await Assertions.Expect(page.Locator(".z-marked")).ToHaveCountAsync(1);
        await window.AssertAccessibleAsync();

        // The later of two has the mark, until its reader looks for something else.
        var other = RegistrarBrowser.Row(page, "Zeger Zandstra");
        await other.GetByRole(AriaRole.Button).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await portal.AcceptAsync(new TestPhone(), await ScreenQr.ReadAsync(page));
        await Assertions.Expect(page.Locator(".z-marked")).ToContainTextAsync("Zeger Zandstra");
        await page.GetByRole(AriaRole.Button, new() { Name = "Naam", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".z-marked")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Overview_TwoBannersInASmallWindow_LeaveRoomForTheList()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        var qr = await registrar.RegisterAsync("Annemarie-Wilhelmina Charlotte", "van Oranje-Nassau tot Amsberg-Lippe");
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);
        var page = window.Page;
        // What a page that went has left, as disconnect.js keeps it: its form and its QR.
        await page.EvaluateAsync("sid => { sessionStorage.setItem('zorgid-left-registration', ''); sessionStorage.setItem('zorgid-left-enrollment', sid); }", qr.Sid);
        await page.ReloadAsync();
        var banners = page.Locator(".z-news");
        await Assertions.Expect(banners).ToHaveCountAsync(2);
        await page.Locator(".z-table").WaitForAsync();

        foreach (var (width, height) in ((int, int)[])[(1440, 900), (820, 1180), (1093, 500), (720, 450), (683, 384), (390, 844)])
        {
            await window.ResizeAsync(width, height);
            await page.EvaluateAsync("scrollTo(0, 0)");
            var list = await page.Locator(".z-list").BoundingBoxAsync();
            Assert.True(list!.Y + 40 <= height, $"The list begins at {list.Y} in a window of {width}×{height}.");
            Assert.Equal(0, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        }

        await window.AssertAccessibleAsync();
        var more = banners.Nth(1).GetByRole(AriaRole.Button, new() { Name = "Toon alles" });
        await more.ClickAsync();
        await Assertions.Expect(banners.Nth(1).GetByRole(AriaRole.Button, new() { Name = "Nieuwe QR-code" })).ToBeInViewportAsync();
        await window.ResizeAsync(320, 256);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    [Fact]
    public async Task Overview_HigherRole_SaysWhyThereIsNoNewQr()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await registrar.RegisterAsync("Bea", "Bakker");
        await portal.InviteAsync(new(PortalEnvironment.Productie, new Person("Bea", "Bakker", new BirthDate(1990, 5, 17), "'s-Hertogenbosch"), "Praktijk Zuid", "07654321"));
        await using var window = await chromium.OpenAsync();
        await registrar.LogInAsync(window.Page);

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Waarom geen nieuwe QR-code voor Bea Bakker, geboren op 17-05-1990?" }).ClickAsync();

        await Assertions.Expect(window.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Alleen een administrator van die organisatie");
        await window.AssertAccessibleAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sluiten" }).ClickAsync();
        Assert.Equal(3, await portal.QueryAsync(db => db.QrSessions.CountAsync(s => s.Kind == SessionKind.Enrollment, TestContext.Current.CancellationToken)));
    }
}
