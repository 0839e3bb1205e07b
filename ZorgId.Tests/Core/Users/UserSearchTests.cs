using ZorgId.Core.Users;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Users;

/// <summary>What is typed into the search field, and whom it finds.</summary>
public sealed class UserSearchTests
{
    [Theory]
    [InlineData("berg", "Anna van der Berg")]
    [InlineData("VAN DER berg anna", "Anna van der Berg")]
    [InlineData("ost", "Anna Østergaard")]
    [InlineData("østergaard", "Anna Østergaard")]
    [InlineData("1975-03-09", "Bea Jansen")]
    [InlineData("jan 100%", null)]
    [InlineData("%", "Anna van der Berg,Bea Jansen,Anna Østergaard")] // nothing to look for
    [InlineData("_", "Anna van der Berg,Bea Jansen,Anna Østergaard")]
    [InlineData("zz", null)]
    public async Task Find_Search_FindsByEachWordOrBirthDate(string search, string? found)
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        await portal.RegisterAsync(actor, Seed.Form(actor));
        await portal.RegisterAsync(actor, Seed.Form(actor, "Østergaard"));

        var page = await portal.FindUsersAsync(actor, new UserQuery(search));

        Assert.Equal(found ?? "", string.Join(',', page.Rows.Select(r => r.FullName)));
        Assert.Equal(page.Rows.Count, page.Total);
    }

    [Theory]
    [InlineData("1980", "Anna Bos,Dirk Evers,Gerda Hof")]
    [InlineData("02-1980", "Anna Bos,Dirk Evers")]
    [InlineData("feb 1980", "Anna Bos,Dirk Evers")]
    [InlineData("1980-02", "Anna Bos,Dirk Evers")]
    [InlineData("01 FEB/FÉV 1980", "Anna Bos")]
    [InlineData("XX-02-1980", "Dirk Evers")]
    [InlineData("00-00-1980", "Gerda Hof")]
    [InlineData("bos 1980", "Anna Bos")]
    [InlineData("1-2-1980 bos", "Anna Bos")]
    [InlineData("bos 1981", "")]
    public async Task Find_BirthDateOrPeriod_FindsThoseBornThen(string search, string found)
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        await portal.RegisterAllAsync(
            actor, ("Anna", "Bos", "1980-02-01"), ("Dirk", "Evers", "1980-02-00"), ("Gerda", "Hof", "1980-00-00"), ("Ida", "Jol", "1979-12-31"), ("Kim", "Los", "1981-01-01"));

        Assert.Equal(found, await portal.FindNamesAsync(actor, search));
    }

    [Theory]
    [InlineData("Jan 1980", "Jan Jansen,Jan Zwart,Piet Bos")] // who is called so comes first
    [InlineData("1980 jan", "Jan Jansen,Jan Zwart,Piet Bos")]
    [InlineData("Jansen Jan 1980", "Jan Jansen")]
    [InlineData("Jan 1980 Bos", "Piet Bos")]
    [InlineData("Bos jan 1980", "Piet Bos")]
    [InlineData("April 1980", "April Visser")]
    [InlineData("visser april 1980", "April Visser")]
    [InlineData("mrt 1980", "April Visser,Jan Zwart")]
    [InlineData("mrt 1981", "")]
    [InlineData("jan jansen 01-1980", "")] // a number is nobody's name
    public async Task Find_MonthThatIsAName_IsReadAsBoth(string search, string found)
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        await portal.RegisterAllAsync(
            actor, ("Jan", "Jansen", "1980-07-01"), ("Jan", "Zwart", "1980-03-09"), ("Piet", "Bos", "1980-01-31"), ("Jan", "Evers", "1979-01-01"),
            ("April", "Visser", "1980-03-01"));

        Assert.Equal(found, await portal.FindNamesAsync(actor, search));
    }

    [Theory]
    [InlineData("Jan Jansen", "Jan Jansen")]
    [InlineData("jansen jan", "Jan Jansen")]
    [InlineData("jan van jansen", "")]
    [InlineData("piet jansen", "Piet Jansen de Boer,Piet van Jansen")]
    [InlineData("vanjansen", "Piet van Jansen")]
    [InlineData("vanjan piet", "Piet van Jansen")] // as far as it is typed
    [InlineData("jansendeboer", "Piet Jansen de Boer")]
    public async Task Find_JoinedWords_CountNoWordTwice(string search, string found)
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync(Seed.Administrator(Seed.Other));
        await portal.RegisterAllAsync(
            actor, ("Jan", "Jansen", "1980-02-01"), ("Piet", "van Jansen", "1980-02-01"), ("Piet", "Jansen de Boer", "1980-02-01"));

        Assert.Equal(found, await portal.FindNamesAsync(actor, search));
    }

    [Theory]
    [InlineData("jan jansen", "Jan Jansen,Jan Willem Jansen,Marjan Jansen")]
    [InlineData("jansen jan", "Jan Jansen,Jan Willem Jansen,Marjan Jansen")]
    [InlineData("jan jan", "Jan Jansen,Jan Willem Jansen,Marjan Jansen")]
    [InlineData("jan", "Jan de Boer,Jan Jansen,Jan Willem Jansen,Anna Jansen,Marjan Jansen")] // the very word, then its beginning
    [InlineData("jan jan jan", "")]
    [InlineData("willem jan jansen", "Jan Willem Jansen")]
    [InlineData("an sen", "Anna Jansen,Jan Jansen,Jan Willem Jansen,Marjan Jansen")]
    [InlineData("sen jansen", "")] // not twice in one word
    public async Task Find_SeveralWords_EachInAnotherWordOfTheName(string search, string found)
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync(Seed.Administrator(Seed.Other));
        await portal.RegisterAllAsync(
            actor, ("Jan", "Jansen", "1980-02-01"), ("Anna", "Jansen", "1980-02-01"), ("Jan Willem", "Jansen", "1980-02-01"),
            ("Marjan", "Jansen", "1980-02-01"), ("Jan", "de Boer", "1980-02-01"));

        Assert.Equal(found, await portal.FindNamesAsync(actor, search));
    }

    [Theory]
    [InlineData("Mueller", "Ute Mueller,Uwe Müller")]
    [InlineData("Müller", "Ute Mueller,Uwe Müller")]
    [InlineData("muller uwe", "Uwe Müller")]
    [InlineData("annemarie", "Annemarie Bos,Anne-Marie Dirks,Anne Marie Evers")]
    [InlineData("Anne-Marie", "Annemarie Bos,Anne-Marie Dirks,Anne Marie Evers")]
    [InlineData("dirks annemarie", "Anne-Marie Dirks")]
    [InlineData("soerensen", "Bo Sørensen")]
    [InlineData("sorensen", "Bo Sørensen")]
    [InlineData("vandenberg", "Ad van den Berg,Maria Johanna van den Berg de Wit")]
    [InlineData("OBrien", "Sean O'Brien")]
    [InlineData("o\u02BCbrien", "Sean O'Brien")]
    [InlineData("anne\u2032marie", "Annemarie Bos,Anne-Marie Dirks,Anne Marie Evers")] // prime
    [InlineData("anne\uFF07marie", "Annemarie Bos,Anne-Marie Dirks,Anne Marie Evers")] // fullwidth
    [InlineData("mul\u00ADler", "Uwe Müller")]
    [InlineData("maria johanna van den berg de", "Maria Johanna van den Berg de Wit")] // more words than all orders are tried for
    [InlineData("van den berg de wit maria johanna", "Maria Johanna van den Berg de Wit")]
    [InlineData("Berg de Wit van den, Maria Johanna", "Maria Johanna van den Berg de Wit")]
    [InlineData("johanna maria wit den van 1980", "Maria Johanna van den Berg de Wit")]
    [InlineData("johanna-maria wit berg den van", "Maria Johanna van den Berg de Wit")]
    [InlineData("dewit maria vandenberg johanna", "Maria Johanna van den Berg de Wit")]
    [InlineData("wit mariajohanna vandenberg", "Maria Johanna van den Berg de Wit")]
    [InlineData("wit de vandenberg johanna maria", "Maria Johanna van den Berg de Wit")]
    [InlineData("wit de van den berg johanna anna maria piet", "")]
    public async Task Find_SpeltOtherwise_IsFoundAllTheSame(string search, string found)
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        await portal.RegisterAllAsync(
            actor, ("Uwe", "Müller", "1980-02-01"), ("Ute", "Mueller", "1980-02-01"), ("Annemarie", "Bos", "1980-02-01"), ("Anne-Marie", "Dirks", "1980-02-01"),
            ("Anne Marie", "Evers", "1980-02-01"), ("Bo", "Sørensen", "1980-02-01"), ("Ad", "van den Berg", "1980-02-01"), ("Sean", "O'Brien", "1980-02-01"),
            ("Maria Johanna", "van den Berg de Wit", "1980-02-01"));

        Assert.Equal(found, await portal.FindNamesAsync(actor, search));
    }

    [Fact]
    public async Task Find_BestFirst_GoesOnOverThePages()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync(Seed.Administrator(Seed.Other));
        await portal.RegisterAllAsync(
            actor, ("Anna", "Jansen", "1980-02-01"), ("Jan", "Zwart", "1980-02-01"), ("Marjan", "Aarts", "1980-02-01"));

        var pages = new List<UserPage>();
        for (var page = 0; page < 3; page++)
            pages.Add(await portal.FindUsersAsync(actor, new UserQuery("jan", Page: page, PageSize: 1)));

        Assert.Equal(["Jan Zwart", "Anna Jansen", "Marjan Aarts"], pages.Select(p => Assert.Single(p.Rows).FullName));
        Assert.All(pages, p => Assert.Equal(3, p.Total));
    }

    [Fact]
    public async Task Find_SearchCutWithinASign_FindsNobodyAndBreaksNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var search = new string('a', UserQuery.SearchLength - 1) + "\U0001F600";

        Assert.Equal(0, (await portal.FindUsersAsync(actor, new UserQuery(search))).Total);
    }
}
