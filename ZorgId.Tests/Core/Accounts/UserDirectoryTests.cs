using ZorgId.Core;
using ZorgId.Core.Accounts;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Accounts;

public sealed class UserDirectoryTests
{
    [Fact]
    public async Task Find_OwnOrganisations_ShowsNoOther()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var stranger = await portal.SeedActorAsync(Seed.Administrator(Seed.Other, organisation: "Apotheek", ura: "07654321"));
        await portal.RegisterAsync(actor, Seed.Form(actor, "Bakker"));
        await portal.RegisterAsync(stranger, Seed.Form(stranger, "Visser"));

        var page = await FindAsync(portal, actor);

        Assert.Equal(["Anna Bakker", "Bea Jansen"], page.Rows.Select(r => r.FullName));
        Assert.Equal(2, page.Total);
        Assert.Equal(["Anna Visser", "Omar de Wit"], (await FindAsync(portal, stranger)).Rows.Select(r => r.FullName));
    }

    [Fact]
    public async Task Find_SameUraInTheOtherEnvironment_IsAnotherOrganisation()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        await portal.AddAdministratorAsync(Seed.Administrator(Seed.Other, PortalEnvironment.Acceptatie));

        Assert.Equal(["Bea Jansen"], (await FindAsync(portal, actor)).Rows.Select(r => r.FullName));
    }

    [Fact]
    public async Task Find_ActorOfTheOtherEnvironment_SeesNothingOfThisOne()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();

        Assert.Equal(0, (await FindAsync(portal, actor with { Environment = PortalEnvironment.Acceptatie })).Total);
    }

    [Fact]
    public async Task Find_ActorWithoutOrganisations_SeesNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();

        Assert.Empty((await FindAsync(portal, actor with { Organisations = [] })).Rows);
    }

    [Fact]
    public async Task Find_SearchCutWithinASign_FindsNobodyAndBreaksNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var search = new string('a', UserQuery.SearchLength - 1) + "\U0001F600";

        Assert.Equal(0, (await FindAsync(portal, actor, new UserQuery(search))).Total);
    }

    [Fact]
    public async Task Find_Rows_AreSortedByFoldedNameWithoutPrefix()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        foreach (var name in (string[])["Zwart", "Østergaard", "van der Boer", "Ægir", "Özdemir"])
            await portal.RegisterAsync(actor, Seed.Form(actor, name));

        Assert.Equal(
            ["Anna Ægir", "Anna van der Boer", "Bea Jansen", "Anna Østergaard", "Anna Özdemir", "Anna Zwart"],
            (await FindAsync(portal, actor)).Rows.Select(r => r.FullName));
    }

    [Fact]
    public async Task Find_Pages_TogetherAreAllOnce()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        for (var letter = 'A'; letter <= 'F'; letter++)
            await portal.RegisterAsync(actor, Seed.Form(actor, $"{letter}."));

        var pages = new List<UserPage>();
        for (var page = 0; page < 4; page++)
            pages.Add(await portal.Get<UserDirectory>().FindAsync(actor, new UserQuery(Page: page, PageSize: 3), TestContext.Current.CancellationToken));

        Assert.Equal([3, 3, 1, 0], pages.Select(p => p.Rows.Count));
        Assert.All(pages, p => Assert.Equal(7, p.Total));
        Assert.Equal((await FindAsync(portal, actor)).Rows.Select(r => r.AccountId), pages.SelectMany(p => p.Rows).Select(r => r.AccountId));
    }

    [Fact]
    public async Task Find_SeveralRolesAtOnePlace_IsOneRowHighestFirst()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        await portal.RegisterAsync(actor, Seed.Form(actor));
        await portal.AddAdministratorAsync(Seed.Administrator(RegistrationRules.ToPerson(Seed.Form(actor))));

        var row = Assert.Single((await FindAsync(portal, actor)).Rows, r => r.FullName == "Anna van der Berg");

        Assert.Equal([Role.Administrator, Role.Signer], row.Roles);
        Assert.Equal(("Huisartsenpraktijk De Linde", AccountStatus.AwaitingActivation), (row.Organisation, row.Status));
    }

    [Fact]
    public async Task Find_TwoPlaces_IsARowForEach()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.AddAdministratorAsync();
        var actor = await portal.SeedActorAsync(Seed.Administrator(organisation: "Apotheek", ura: "07654321"));

        Assert.Equal(["Apotheek", "Huisartsenpraktijk De Linde"], (await FindAsync(portal, actor)).Rows.Select(r => r.Organisation));
    }

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

        var page = await FindAsync(portal, actor, new UserQuery(search));

        Assert.Equal(found ?? "", string.Join(',', page.Rows.Select(r => r.FullName)));
        Assert.Equal(page.Rows.Count, page.Total);
    }

    [Fact]
    public async Task Find_Status_IsThatOneOnly()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        await portal.RegisterAsync(actor, Seed.Form(actor));

        Assert.Equal(["Anna van der Berg"], (await FindAsync(portal, actor, new UserQuery(Status: AccountStatus.AwaitingActivation))).Rows.Select(r => r.FullName));
        Assert.Empty((await FindAsync(portal, actor, new UserQuery(Status: AccountStatus.Blocked))).Rows);
    }

    [Theory]
    [InlineData(UserOrder.Name, "Berg,Jansen,Zwart")]
    [InlineData(UserOrder.BirthDate, "Jansen,Berg,Zwart")]
    [InlineData(UserOrder.Organisation, "Berg,Jansen,Zwart")]
    [InlineData(UserOrder.Status, "Jansen,Berg,Zwart")]
    [InlineData(UserOrder.RegisteredAt, "Jansen,Zwart,Berg")]
    public async Task Find_Order_IsKeptAndTurnedRound(UserOrder order, string names)
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        portal.Pass(TimeSpan.FromMinutes(1));
        await portal.RegisterAsync(actor, Seed.Form(actor, "Zwart") with { BirthDate = new BirthDate(1999, 0, 0) });
        portal.Pass(TimeSpan.FromMinutes(1));
        await portal.RegisterAsync(actor, Seed.Form(actor, "Berg"));

        Assert.Equal(names, await NamesAsync(new UserQuery(Order: order)));
        if (order is not (UserOrder.Organisation or UserOrder.Status)) // where all, or two, are alike the name decides either way
            Assert.Equal(names.Split(',').Reverse(), (await NamesAsync(new UserQuery(Order: order, Descending: true))).Split(','));

        async Task<string> NamesAsync(UserQuery query) =>
            string.Join(',', (await FindAsync(portal, actor, query)).Rows.Select(r => r.FullName.Split(' ')[^1]));
    }

    [Fact]
    public async Task Find_Row_TellsWhenAndByWhomItWasRegistered()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        portal.Pass(TimeSpan.FromMinutes(5));
        await portal.RegisterAsync(actor, Seed.Form(actor));

        var rows = (await FindAsync(portal, actor)).Rows;

        Assert.Equal([("Bea Jansen", portal.Now), (null, TestPortal.Start.UtcDateTime)], rows.Select(r => (r.RegisteredBy, r.RegisteredAt)));
    }

    [Fact]
    public async Task Find_HigherRole_MayBeRenewedByAnAdministratorOnly()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        await portal.RegisterAsync(actor, Seed.Form(actor));
        var beheerder = actor with { Organisations = [.. actor.Organisations.Select(o => o with { Role = Role.Registrar })] };

        Assert.All((await FindAsync(portal, actor)).Rows, r => Assert.True(r.MayRenew));
        Assert.Equal(["Anna van der Berg"], (await FindAsync(portal, beheerder)).Rows.Where(r => r.MayRenew).Select(r => r.FullName));
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(0, 0)]
    [InlineData(0, 101)]
    public async Task Find_PageOutOfRange_Throws(int page, int size)
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = new Actor(default, PortalEnvironment.Productie, "", "", []);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            portal.Get<UserDirectory>().FindAsync(actor, new UserQuery(Page: page, PageSize: size), TestContext.Current.CancellationToken));
    }

    private static Task<UserPage> FindAsync(TestPortal portal, Actor actor, UserQuery? query = null) =>
        portal.Get<UserDirectory>().FindAsync(actor, query ?? new UserQuery(PageSize: UserQuery.LargestPage), TestContext.Current.CancellationToken);
}
