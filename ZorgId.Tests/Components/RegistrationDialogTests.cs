using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using ZorgId.Core.Accounts;
using ZorgId.Tests.Support;
using ZorgId.Web.Portal.Users;

namespace ZorgId.Tests.Components;

public sealed class RegistrationDialogTests
{
    [Fact]
    public async Task FaultsThenGood_NamesThemBesideTheFieldsAndRegistersOnce()
    {
        await using var bench = await PortalBench.OpenAsync();
        var phone = await bench.Portal.SeedAdministratorAsync();
        var key = await bench.Portal.LogInAsync(phone);
        bench.SignIn(key);
        var actor = (await bench.Portal.FindActorAsync(key))!;
        var dialog = await bench.ShowAsync<RegistrationDialog>(new DialogParameters<RegistrationDialog> { { d => d.Organisations, actor.Organisations } });

        bench.Screen.WaitForElement("#voornaam").Change("Nienke");
        bench.Screen.Find("#geboortedatum").Change("31-02-1991");
        bench.Screen.Find("form").Submit();
        bench.Screen.WaitForAssertion(() => Assert.Contains("Vul de achternaam in.", bench.Screen.Markup, StringComparison.Ordinal));
        Assert.Contains("Dit is geen datum.", bench.Screen.Markup, StringComparison.Ordinal);
        Assert.Equal("Nienke", bench.Screen.Find("#voornaam").GetAttribute("value"));

        bench.Screen.Find("#achternaam").Change("van der Berg");
        bench.Screen.Find("#geboortedatum").Change("1-2-1991");
        bench.Screen.Find("#geboorteplaats").Change("Groningen");
        bench.Screen.Find("form").Submit();

        var registered = Assert.IsType<RegisteredUser>((await dialog.Result)!.Data);
        Assert.Equal("Nienke van der Berg", registered.Name);
        var account = await bench.Portal.QueryAsync(db => db.Accounts.WithMemberships().SingleAsync(a => a.RegisteredBy != null));
        Assert.Equal(Role.Signer, Assert.Single(account.AllMemberships).Role);
    }

    [Fact]
    public async Task Untouched_IsLeftWithoutAQuestion()
    {
        await using var bench = await PortalBench.OpenAsync();
        var dialog = await ShowFormAsync(bench);

        await bench.PressAsync("Annuleren");

        Assert.True((await dialog.Result)!.Canceled);
    }

    [Fact]
    public async Task TypedIn_AsksBeforeItIsLeft()
    {
        await using var bench = await PortalBench.OpenAsync();
        var dialog = await ShowFormAsync(bench);
        bench.Screen.WaitForElement("#achternaam").Change("Bakker");

        await bench.PressAsync("Annuleren");
        Assert.Contains("Registratie afbreken?", bench.Screen.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        await bench.PressAsync("Verder invullen");
        Assert.Equal("Bakker", bench.Screen.Find("#achternaam").GetAttribute("value"));
        await bench.PressAsync("Annuleren");
        await bench.PressAsync("Afbreken");

        Assert.True((await dialog.Result)!.Canceled);
    }

    [Fact]
    public async Task OneNameAndNoDay_RegistersAsTheWidHasIt()
    {
        await using var bench = await PortalBench.OpenAsync();
        var dialog = await ShowFormAsync(bench);
        bench.Screen.WaitForElement("input[type=checkbox]").Change(true);
        bench.Screen.Find("#achternaam").Change("Suharto");
        bench.Screen.Find("#geboortedatum").Change("xx xx 1970");
        Assert.Equal(["geboortedatum", "xx xx 1970", "00-00-1970"], Assert.Single(bench.Fields.Invocations["retype"]).Arguments);
        bench.Screen.Find("#geboorteplaats").Change("Malang");
        bench.Screen.Find("form").Submit();

        Assert.Equal("Suharto", Assert.IsType<RegisteredUser>((await dialog.Result)!.Data).Name);
    }

    [Fact]
    public async Task OneName_TickedAfterAGivenNameWasTyped_ShowsThatItDoesNotCount()
    {
        await using var bench = await PortalBench.OpenAsync();
        await ShowFormAsync(bench);
        bench.Screen.WaitForElement("#voornaam").Change("Suhartini");

        bench.Screen.Find("input[type=checkbox]").Change(true);
        Assert.Equal("", bench.Screen.Find("#voornaam").GetAttribute("value") ?? "");

        bench.Screen.Find("input[type=checkbox]").Change(false);
        Assert.Equal("Suhartini", bench.Screen.Find("#voornaam").GetAttribute("value"));
    }

    [Theory]
    [InlineData("#geboortedatum", "10 MAA/MAR 1965", "Gelezen als 10 maart 1965 (61 jaar).", false)]
    [InlineData("#geboortedatum", "XX MRT 1980", "Gelezen als maart 1980, dag onbekend.", false)]
    [InlineData("#geboortedatum", "00-00-1980", "Gelezen als 1980, dag en maand onbekend.", false)]
    [InlineData("#geboortedatum", "gisteren", "Dit is geen datum. Typ dag, maand", true)]
    [InlineData("#geboortedatum", "31-02-1991", "Dit is geen datum. Die dag bestaat niet", true)]
    [InlineData("#geboortedatum", "10 MAA/APR 1965", "Er staan twee verschillende maanden", true)]
    [InlineData("#geboortedatum", "00-00-0000", "Zonder geboortejaar kunt u niet registreren.", true)]
    [InlineData("#geboortedatum", "9-3-85", "Typ het jaar met vier cijfers, zoals 09-03-1985.", true)]
    [InlineData("#geboortedatum", "850309", "Zes cijfers kunnen twee datums zijn.", true)]
    [InlineData("#geboortedatum", "1985", "Typ ook de dag en de maand.", true)]
    [InlineData("#geboortedatum", "٩-٣-١٩٨٥", "cijfers 0 tot en met 9", true)]
    [InlineData("#geboortedatum", "1-1-2015", "Wie jonger is dan 14 jaar, kan niet worden geregistreerd.", true)]
    [InlineData("#geboortedatum", "1-1-2990", "Deze datum ligt in de toekomst.", true)]
    [InlineData("#geboortedatum", "1-1-2990", "Gelezen als 1 januari 2990.", true)]
    [InlineData("#geboortedatum", "1-1-1850", "ouder dan 120 jaar", true)]
    [InlineData("#achternaam", "JANSEN<<ANNA", "Het teken '<' komt niet in een naam voor.", true)]
    [InlineData("#achternaam", "J\u0430nsen", "Typ Latijnse letters, zoals in WID staan.", true)]
    [InlineData("#achternaam", "Jansen e/v Pietersen", "typ dan alleen de naam die ervoor staat", true)]
    [InlineData("#voornaam", "-", "Staat er geen voornaam in WID", true)]
    [InlineData("#geboorteplaats", "-", "Typ de geboorteplaats zoals die in WID staat.", true)]
    [InlineData("#geboorteplaats", "Assen@", "Het teken '@' komt niet in een plaatsnaam voor.", true)]
    public async Task FieldLeft_TellsAtOnceWhatWasUnderstoodOrIsWrong(string field, string typed, string sentence, bool isWrong)
    {
        await using var bench = await PortalBench.OpenAsync();
        await ShowFormAsync(bench);
        var before = Hints(bench).Count();

        bench.Screen.WaitForElement(field).Change(typed);

        bench.Screen.WaitForAssertion(() => Assert.Contains(sentence, bench.Screen.Find(".z-form").TextContent, StringComparison.Ordinal));
        Assert.Equal(isWrong ? "true" : "false", bench.Screen.Find(field).GetAttribute("aria-invalid"));
        Assert.Equal(before, Hints(bench).Count()); // none of them gives way to the error

        static IEnumerable<string> Hints(PortalBench bench) =>
            bench.Screen.FindAll(".z-form .mud-input-helper-text, .z-form .z-hint").Select(p => p.TextContent.Trim()).Where(text => text.StartsWith("Zoals in WID staat", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FieldLeftEmpty_SaysNothingYet()
    {
        await using var bench = await PortalBench.OpenAsync();
        await ShowFormAsync(bench);
        bench.Screen.WaitForElement("#achternaam").Change("Bakker");

        bench.Screen.Find("#achternaam").Change("");

        Assert.DoesNotContain("Vul de achternaam in.", bench.Screen.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnusualAge_IsAskedAboutOnceForADate()
    {
        await using var bench = await PortalBench.OpenAsync();
        var dialog = await ShowFormAsync(bench);
        Fill(bench, "Nienke", "Bakker", "1-2-1931", "Groningen");

        bench.Screen.WaitForAssertion(() => Assert.Contains("Klopt de geboortedatum? Gelezen als 1 februari 1931 (95 jaar).", bench.Screen.Find(".z-ask").TextContent, StringComparison.Ordinal));
        await bench.PressAsync("Wijzigen");
        Assert.Empty(bench.Screen.FindAll(".z-ask"));
        bench.Screen.Find("#geboortedatum").Change("1-2-1930");
        await bench.Screen.InvokeAsync(() => bench.Screen.Find("form").Submit());
        bench.Screen.WaitForAssertion(() => Assert.Contains("1930 (96 jaar)", bench.Screen.Find(".z-ask").TextContent, StringComparison.Ordinal));
        await bench.PressAsync("Ja, opslaan");

        Assert.Equal("Nienke Bakker", Assert.IsType<RegisteredUser>((await dialog.Result)!.Data).Name);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Escape_ThatEndsAComposition_AsksNothing(bool isComposing, bool asks)
    {
        await using var bench = await PortalBench.OpenAsync();
        await ShowFormAsync(bench);
        bench.Screen.WaitForElement("#achternaam").Change("李");

        bench.Screen.Find("#achternaam").KeyDown(new KeyboardEventArgs { Key = "Escape", IsComposing = isComposing });

        Assert.Equal(asks ? 1 : 0, bench.Screen.FindAll(".z-ask").Count);
    }

    [Theory]
    [InlineData("/portal/niet-gevonden", true)]
    [InlineData("/portal?melding=inactief", false)] // logged out
    public async Task NavigationAway_WithTextInIt_AsksUnlessItIsForced(string target, bool asks)
    {
        await using var bench = await PortalBench.OpenAsync();
        await ShowFormAsync(bench);
        bench.Screen.WaitForElement("#achternaam").Change("Bakker");
        var before = bench.Address;

        await bench.NavigateAsync(target);

        Assert.Equal(asks, bench.Address == before);
        if (asks)
            Assert.Contains("Registratie afbreken?", bench.Screen.Find(".z-ask").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RegisteredAlready_LeadsToTheRow()
    {
        await using var bench = await PortalBench.OpenAsync();
        var dialog = await ShowFormAsync(bench);
        Fill(bench, "bea", "JANSEN", "9-3-1975", "utrecht");

        bench.Screen.WaitForAssertion(() => Assert.Contains("Deze persoon is al geregistreerd.", bench.Screen.Markup, StringComparison.Ordinal));
        await bench.PressAsync("Toon Bea Jansen in het overzicht");

        Assert.Equal("Bea Jansen", Assert.IsType<ExistingUser>((await dialog.Result)!.Data).Name);
    }

    [Fact]
    public async Task StoreFails_LosesNothing()
    {
        await using var bench = await PortalBench.OpenAsync();
        var dialog = await ShowFormAsync(bench);
        await bench.Portal.ExecuteAsync("ALTER TABLE Accounts RENAME TO Hidden");
        Fill(bench, "Nienke", "Bakker", "1-2-1991", "Groningen");

        bench.Screen.WaitForAssertion(() => Assert.Contains("Opslaan is niet gelukt", bench.Screen.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Bakker", bench.Screen.Find("#achternaam").GetAttribute("value"));

        await bench.Portal.ExecuteAsync("ALTER TABLE Hidden RENAME TO Accounts");
        await bench.Screen.InvokeAsync(() => bench.Screen.Find("form").Submit());
        Assert.Equal("Nienke Bakker", Assert.IsType<RegisteredUser>((await dialog.Result)!.Data).Name);
    }

    [Fact]
    [Trait("Database", "PostgreSQL")]
    public async Task ConnectionLostInTheCommit_SaysWhereToLookAndLosesNothing()
    {
        await using var bench = await PortalBench.OpenAsync();
        await ShowFormAsync(bench);
        await bench.Portal.ExecuteAsync(Sql.LoseTheConnectionInTheCommitOf("Accounts"));
        Fill(bench, "Nienke", "Bakker", "1-2-1991", "Groningen");

        bench.Screen.WaitForAssertion(() => Assert.Contains("Of dit is opgeslagen, is niet bekend.", bench.Screen.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Bakker", bench.Screen.Find("#achternaam").GetAttribute("value"));
    }

    private static async Task<IDialogReference> ShowFormAsync(PortalBench bench)
    {
        var key = await bench.Portal.LogInAsync(await bench.Portal.SeedAdministratorAsync());
        bench.SignIn(key);
        var actor = (await bench.Portal.FindActorAsync(key))!;
        return await bench.ShowAsync<RegistrationDialog>(new DialogParameters<RegistrationDialog> { { d => d.Organisations, actor.Organisations } });
    }

    private static void Fill(PortalBench bench, string givenName, string familyName, string birthDate, string birthPlace)
    {
        bench.Screen.WaitForElement("#voornaam").Change(givenName);
        bench.Screen.Find("#achternaam").Change(familyName);
        bench.Screen.Find("#geboortedatum").Change(birthDate);
        bench.Screen.Find("#geboorteplaats").Change(birthPlace);
        bench.Screen.Find("form").Submit();
    }
}
