using Bunit;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using ZorgId.Core.Accounts;
using ZorgId.Tests.Support;
using ZorgId.Web.Portal.Registration;

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
        var account = await bench.Portal.QueryAsync(db => db.Accounts.Include(a => a.Memberships).SingleAsync(a => a.RegisteredBy != null));
        Assert.Equal(Role.Signer, Assert.Single(account.Memberships).Role);
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
        Assert.Equal("00-00-1970", bench.Screen.Find("#geboortedatum").GetAttribute("value"));
        bench.Screen.Find("#geboorteplaats").Change("Malang");
        bench.Screen.Find("form").Submit();

        Assert.Equal("Suharto", Assert.IsType<RegisteredUser>((await dialog.Result)!.Data).Name);
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
