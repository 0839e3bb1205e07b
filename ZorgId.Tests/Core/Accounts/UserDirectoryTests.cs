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

        Assert.Equal(["Bakker", "Jansen"], page.Rows.Select(r => r.FamilyName));
        Assert.Equal(2, page.Total);
        Assert.Equal(["Visser", "de Wit"], (await FindAsync(portal, stranger)).Rows.Select(r => r.FamilyName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Find_SameUraInTheOtherEnvironment_IsAnotherOrganisation()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        await portal.AddAdministratorAsync(Seed.Administrator(Seed.Other, PortalEnvironment.Acceptatie));

        Assert.Equal(["Jansen"], (await FindAsync(portal, actor)).Rows.Select(r => r.FamilyName));
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
    public async Task Find_Rows_AreSortedByFoldedName()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        foreach (var name in (string[])["Zwart", "Østergaard", "de Boer", "Ægir", "Özdemir"])
            await portal.RegisterAsync(actor, Seed.Form(actor, name));

        Assert.Equal(["Ægir", "de Boer", "Jansen", "Østergaard", "Özdemir", "Zwart"], (await FindAsync(portal, actor)).Rows.Select(r => r.FamilyName));
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
            pages.Add(await portal.Get<UserDirectory>().FindAsync(actor, page, 3, TestContext.Current.CancellationToken));

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

        var row = Assert.Single((await FindAsync(portal, actor)).Rows, r => r.FamilyName == "van der Berg");

        Assert.Equal([Role.Administrator, Role.Signer], row.Roles);
        Assert.Equal(("Anna", "Huisartsenpraktijk De Linde", AccountStatus.AwaitingActivation), (row.GivenName, row.Organisation, row.Status));
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
    [InlineData(-1, 10)]
    [InlineData(0, 0)]
    [InlineData(0, 101)]
    public async Task Find_PageOutOfRange_Throws(int page, int size)
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = new Actor(default, PortalEnvironment.Productie, "", "", []);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            portal.Get<UserDirectory>().FindAsync(actor, page, size, TestContext.Current.CancellationToken));
    }

    private static Task<UserPage> FindAsync(TestPortal portal, Actor actor) =>
        portal.Get<UserDirectory>().FindAsync(actor, 0, UserDirectory.LargestPage, TestContext.Current.CancellationToken);
}
