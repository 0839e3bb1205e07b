using ZorgId.Core.Accounts;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.Users;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Users;

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

        var page = await portal.FindUsersAsync(actor);

        Assert.Equal(["Anna Bakker", "Bea Jansen"], page.Rows.Select(r => r.FullName));
        Assert.Equal(2, page.Total);
        Assert.Equal(["Anna Visser", "Omar de Wit"], (await portal.FindUsersAsync(stranger)).Rows.Select(r => r.FullName));
    }

    [Fact]
    public async Task Find_SameUraInTheOtherEnvironment_IsAnotherOrganisation()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        await portal.AddAdministratorAsync(Seed.Administrator(Seed.Other, PortalEnvironment.Acceptatie));

        Assert.Equal(["Bea Jansen"], (await portal.FindUsersAsync(actor)).Rows.Select(r => r.FullName));
    }

    [Fact]
    public async Task Find_ActorOfTheOtherEnvironment_SeesNothingOfThisOne()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();

        Assert.Null(await portal.Get<UserDirectory>().FindAsync(actor.Call with { Environment = PortalEnvironment.Acceptatie }, new UserQuery(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Find_ActorWhoManagesNothing_SeesNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var signer = await portal.SeedSignerAsync(await portal.SeedActorAsync());

        Assert.Null(await portal.Get<UserDirectory>().FindAsync(await portal.PlantSessionAsync(signer), new UserQuery(), TestContext.Current.CancellationToken));
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
            (await portal.FindUsersAsync(actor)).Rows.Select(r => r.FullName));
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
            pages.Add(await portal.FindUsersAsync(actor, new UserQuery(Page: page, PageSize: 3)));

        Assert.Equal([3, 3, 1, 0], pages.Select(p => p.Rows.Count));
        Assert.All(pages, p => Assert.Equal(7, p.Total));
        Assert.Equal((await portal.FindUsersAsync(actor)).Rows.Select(r => r.AccountId), pages.SelectMany(p => p.Rows).Select(r => r.AccountId));
    }

    [Fact]
    public async Task Find_AnotherRoleSince_IsOneRowWithTheRoleOfNow()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        await portal.RegisterAsync(actor, Seed.Form(actor));
        await portal.AddAdministratorAsync(Seed.Administrator(RegistrationRules.ToPerson(Seed.Form(actor))));

        var row = Assert.Single((await portal.FindUsersAsync(actor)).Rows, r => r.FullName == "Anna van der Berg");

        Assert.Equal(Role.Administrator, row.Role);
        Assert.Equal(("Huisartsenpraktijk De Linde", UserStatus.AwaitingActivation), (row.Organisation, row.Status));
    }

    [Fact]
    public async Task Find_TwoPlaces_IsARowForEach()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.AddAdministratorAsync();
        var actor = await portal.SeedActorAsync(Seed.Administrator(organisation: "Apotheek", ura: "07654321"));

        Assert.Equal(["Apotheek", "Huisartsenpraktijk De Linde"], (await portal.FindUsersAsync(actor)).Rows.Select(r => r.Organisation));
    }

    [Fact]
    public async Task Find_Status_IsThatOneOnly()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        await portal.RegisterAsync(actor, Seed.Form(actor));

        Assert.Equal(["Anna van der Berg"], (await portal.FindUsersAsync(actor, new UserQuery(Status: UserStatus.AwaitingActivation))).Rows.Select(r => r.FullName));
        Assert.Empty((await portal.FindUsersAsync(actor, new UserQuery(Status: UserStatus.Blocked))).Rows);
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
            string.Join(',', (await portal.FindUsersAsync(actor, query)).Rows.Select(r => r.FullName.Split(' ')[^1]));
    }

    [Fact]
    public async Task Find_Row_TellsWhenAndByWhomItWasRegistered()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        portal.Pass(TimeSpan.FromMinutes(5));
        await portal.RegisterAsync(actor, Seed.Form(actor));

        var rows = (await portal.FindUsersAsync(actor)).Rows;

        Assert.Equal([("Bea Jansen", portal.Now), (null, TestPortal.Start.UtcDateTime)], rows.Select(r => (r.RegisteredBy, r.RegisteredAt)));
    }

    [Fact]
    public async Task Find_HigherRole_MayBeRenewedByAnAdministratorOnly()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        await portal.RegisterAsync(actor, Seed.Form(actor));

        Assert.All((await portal.FindUsersAsync(actor)).Rows, r => Assert.True(r.MayRenew));
        await portal.SetRoleAsync(actor.AccountId, Role.Registrar);
        Assert.Equal(["Anna van der Berg"], (await portal.FindUsersAsync(actor)).Rows.Where(r => r.MayRenew).Select(r => r.FullName));
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(UserQuery.LastPage + 1, 10)]
    [InlineData(int.MaxValue, 100)]
    [InlineData(0, 0)]
    [InlineData(0, 101)]
    public async Task Find_PageOutOfRange_Throws(int page, int size)
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = new PortalCall(PortalSessionKey.New(), PortalEnvironment.Productie, Client: null);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            portal.Get<UserDirectory>().FindAsync(actor, new UserQuery(Page: page, PageSize: size), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task FindPageOf_EachUser_IsThePageThatShowsThem()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        foreach (var name in (string[])["Aalders", "Zwart", "Ægir", "Jansen", "de Boer"])
            await portal.RegisterAsync(actor, Seed.Form(actor, name));
        var directory = portal.Get<UserDirectory>();

        foreach (var order in Enum.GetValues<UserOrder>())
        {
            for (var page = 0; page < 3; page++)
            {
                var query = new UserQuery(Order: order, Descending: page == 1, Page: page, PageSize: 2);
                foreach (var row in (await portal.FindUsersAsync(actor, query)).Rows)
                    Assert.Equal(page, await directory.FindPageOfAsync(actor, query with { Page = 0 }, row.AccountId, TestContext.Current.CancellationToken));
            }
        }

        Assert.Null(await directory.FindPageOfAsync(actor, new UserQuery("zwart"), actor.AccountId, TestContext.Current.CancellationToken));
    }
}
