using ZorgId.Core.Accounts;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;
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
            pages.Add(await FindAsync(portal, actor, new UserQuery(Page: page, PageSize: 3)));

        Assert.Equal([3, 3, 1, 0], pages.Select(p => p.Rows.Count));
        Assert.All(pages, p => Assert.Equal(7, p.Total));
        Assert.Equal((await FindAsync(portal, actor)).Rows.Select(r => r.AccountId), pages.SelectMany(p => p.Rows).Select(r => r.AccountId));
    }

    [Fact]
    public async Task Find_AnotherRoleSince_IsOneRowWithTheRoleOfNow()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        await portal.RegisterAsync(actor, Seed.Form(actor));
        await portal.AddAdministratorAsync(Seed.Administrator(RegistrationRules.ToPerson(Seed.Form(actor))));

        var row = Assert.Single((await FindAsync(portal, actor)).Rows, r => r.FullName == "Anna van der Berg");

        Assert.Equal(Role.Administrator, row.Role);
        Assert.Equal(("Huisartsenpraktijk De Linde", UserStatus.AwaitingActivation), (row.Organisation, row.Status));
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
        await AddAsync(portal, actor, ("Anna", "Bos", "1980-02-01"), ("Dirk", "Evers", "1980-02-00"), ("Gerda", "Hof", "1980-00-00"), ("Ida", "Jol", "1979-12-31"), ("Kim", "Los", "1981-01-01"));

        Assert.Equal(found, await NamesAsync(portal, actor, search));
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
        await AddAsync(
            portal, actor, ("Jan", "Jansen", "1980-07-01"), ("Jan", "Zwart", "1980-03-09"), ("Piet", "Bos", "1980-01-31"), ("Jan", "Evers", "1979-01-01"),
            ("April", "Visser", "1980-03-01"));

        Assert.Equal(found, await NamesAsync(portal, actor, search));
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
        await AddAsync(portal, actor, ("Jan", "Jansen", "1980-02-01"), ("Piet", "van Jansen", "1980-02-01"), ("Piet", "Jansen de Boer", "1980-02-01"));

        Assert.Equal(found, await NamesAsync(portal, actor, search));
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
        await AddAsync(
            portal, actor, ("Jan", "Jansen", "1980-02-01"), ("Anna", "Jansen", "1980-02-01"), ("Jan Willem", "Jansen", "1980-02-01"),
            ("Marjan", "Jansen", "1980-02-01"), ("Jan", "de Boer", "1980-02-01"));

        Assert.Equal(found, await NamesAsync(portal, actor, search));
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
        await AddAsync(
            portal, actor, ("Uwe", "Müller", "1980-02-01"), ("Ute", "Mueller", "1980-02-01"), ("Annemarie", "Bos", "1980-02-01"), ("Anne-Marie", "Dirks", "1980-02-01"),
            ("Anne Marie", "Evers", "1980-02-01"), ("Bo", "Sørensen", "1980-02-01"), ("Ad", "van den Berg", "1980-02-01"), ("Sean", "O'Brien", "1980-02-01"),
            ("Maria Johanna", "van den Berg de Wit", "1980-02-01"));

        Assert.Equal(found, await NamesAsync(portal, actor, search));
    }

    [Fact]
    public async Task Find_BestFirst_GoesOnOverThePages()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync(Seed.Administrator(Seed.Other));
        await AddAsync(portal, actor, ("Anna", "Jansen", "1980-02-01"), ("Jan", "Zwart", "1980-02-01"), ("Marjan", "Aarts", "1980-02-01"));

        var pages = new List<UserPage>();
        for (var page = 0; page < 3; page++)
            pages.Add(await FindAsync(portal, actor, new UserQuery("jan", Page: page, PageSize: 1)));

        Assert.Equal(["Jan Zwart", "Anna Jansen", "Marjan Aarts"], pages.Select(p => Assert.Single(p.Rows).FullName));
        Assert.All(pages, p => Assert.Equal(3, p.Total));
    }

    [Fact]
    public async Task Find_Status_IsThatOneOnly()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        await portal.RegisterAsync(actor, Seed.Form(actor));

        Assert.Equal(["Anna van der Berg"], (await FindAsync(portal, actor, new UserQuery(Status: UserStatus.AwaitingActivation))).Rows.Select(r => r.FullName));
        Assert.Empty((await FindAsync(portal, actor, new UserQuery(Status: UserStatus.Blocked))).Rows);
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

        Assert.All((await FindAsync(portal, actor)).Rows, r => Assert.True(r.MayRenew));
        await portal.SetRoleAsync(actor.AccountId, Role.Registrar);
        Assert.Equal(["Anna van der Berg"], (await FindAsync(portal, actor)).Rows.Where(r => r.MayRenew).Select(r => r.FullName));
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
    public async Task Find_PinBlocked_IsAStatusOfItsOwn()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var phone = await portal.SeedSignerAsync(actor);
        await portal.BlockPinAsync(phone);

        Assert.Equal([UserStatus.PinBlocked, UserStatus.Active], (await FindAsync(portal, actor)).Rows.Select(r => r.Status));
        Assert.Equal(["Anna van der Berg"], await NamesAsync(new UserQuery(Status: UserStatus.PinBlocked)));
        Assert.Equal(["Bea Jansen"], await NamesAsync(new UserQuery(Status: UserStatus.Active)));
        Assert.Equal(["Bea Jansen", "Anna van der Berg"], await NamesAsync(new UserQuery(Order: UserOrder.Status)));
        Assert.Equal(["Anna van der Berg"], await NamesAsync(new UserQuery("berg", UserStatus.PinBlocked)));
        Assert.True((await FindAsync(portal, actor)).Rows[0].MayRenew);

        // A new phone has a PIN of its own.
        var account = (await portal.PhoneAsync(phone)).AccountId;
        await portal.AcceptAsync(new TestPhone(), await RenewAsync(portal, actor, account));
        Assert.Equal([UserStatus.Active, UserStatus.Active], (await FindAsync(portal, actor)).Rows.Select(r => r.Status));

        async Task<IEnumerable<string>> NamesAsync(UserQuery query) => (await FindAsync(portal, actor, query)).Rows.Select(r => r.FullName);
    }

    [Theory]
    [InlineData(AccountStatus.Blocked, UserStatus.Blocked)]
    [InlineData(AccountStatus.Revoked, UserStatus.Revoked)]
    [InlineData(AccountStatus.AwaitingActivation, UserStatus.AwaitingActivation)]
    public async Task Find_PinBlockedAndMore_ShowsWhatIsMore(AccountStatus account, UserStatus shown)
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var phone = await portal.SeedSignerAsync(actor);
        await portal.BlockPinAsync(phone);

        await portal.SetStatusAsync((await portal.PhoneAsync(phone)).AccountId, account);

        Assert.Equal(shown, (await FindAsync(portal, actor)).Rows[0].Status);
        Assert.Equal(shown == UserStatus.AwaitingActivation, (await FindAsync(portal, actor)).Rows[0].MayRenew);
    }

    [Fact]
    public async Task Find_QrOfAWaitingUser_IsToldFromBeingShownToItsEnd()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var first = TestQr.Parse((await portal.RegisterAsync(actor, Seed.Form(actor))).Opened!.QrText);
        var shownAt = portal.Now;
        var account = (await portal.SessionAsync(first.Sid)).AccountId!.Value;
        Assert.Equal(new LatestQr(account, LatestQrState.Open, shownAt, shownAt.AddMinutes(10)), await QrAsync(portal, actor));

        portal.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(LatestQrState.Expired, (await QrAsync(portal, actor))!.State);
        await portal.Get<ExpireSessions>().ExecuteAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new LatestQr(account, LatestQrState.Expired, shownAt, shownAt.AddMinutes(10)), await QrAsync(portal, actor));

        var second = await RenewAsync(portal, actor, account);
        var phone = new TestPhone();
        var nonce = await portal.MustClaimAsync(phone, second);
        Assert.Equal(LatestQrState.Scanned, (await QrAsync(portal, actor))!.State);
        await portal.RefuseAsync(phone, second, nonce);
        Assert.Equal(LatestQrState.Refused, (await QrAsync(portal, actor))!.State);

        await portal.AcceptAsync(new TestPhone(), await RenewAsync(portal, actor, account));
        Assert.Null(await QrAsync(portal, actor));
    }

    [Fact]
    public async Task Find_QrOfAnActiveUser_IsToldWhileItMayBeUsed()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var phone = await portal.SeedSignerAsync(actor);
        portal.Pass(TimeSpan.FromMinutes(1));
        var account = (await portal.PhoneAsync(phone)).AccountId;
        await RenewAsync(portal, actor, account);

        Assert.Equal(LatestQrState.Open, (await QrAsync(portal, actor))!.State);
        await portal.SetStatusAsync(account, AccountStatus.Blocked);
        Assert.Null(await QrAsync(portal, actor));
        await portal.SetStatusAsync(account, AccountStatus.Active);
        portal.Pass(TimeSpan.FromMinutes(10));
        Assert.Null(await QrAsync(portal, actor));

        // Who can do nothing without a new QR is told of the last one.
        await portal.BlockPinAsync(phone);
        Assert.Equal(LatestQrState.Expired, (await QrAsync(portal, actor))!.State);
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
                foreach (var row in (await FindAsync(portal, actor, query)).Rows)
                    Assert.Equal(page, await directory.FindPageOfAsync(actor, query with { Page = 0 }, row.AccountId, TestContext.Current.CancellationToken));
            }
        }

        Assert.Null(await directory.FindPageOfAsync(actor, new UserQuery("zwart"), actor.AccountId, TestContext.Current.CancellationToken));
    }

    private static async Task<TestQr> RenewAsync(TestPortal portal, TestActor actor, AccountId account) =>
        TestQr.Parse((await portal.Get<RenewEnrollment>().ExecuteAsync(actor, account, TestContext.Current.CancellationToken))!.QrText);

    private static async Task<LatestQr?> QrAsync(TestPortal portal, TestActor actor) =>
        (await FindAsync(portal, actor, new UserQuery("berg"))).Rows.Single().Qr;

    private static async Task<UserPage> FindAsync(TestPortal portal, TestActor actor, UserQuery? query = null) =>
        (await portal.Get<UserDirectory>().FindAsync(actor, query ?? new UserQuery(PageSize: UserQuery.LargestPage), TestContext.Current.CancellationToken))!;

    private static async Task<string> NamesAsync(TestPortal portal, TestActor actor, string search) =>
        string.Join(',', (await FindAsync(portal, actor, new UserQuery(search))).Rows.Select(r => r.FullName));

    private static async Task AddAsync(TestPortal portal, TestActor actor, params (string GivenName, string FamilyName, string BirthDate)[] people)
    {
        foreach (var person in people)
            Assert.NotNull((await portal.RegisterAsync(actor, Seed.Form(actor, person.FamilyName) with { GivenName = person.GivenName, BirthDate = BirthDate.Parse(person.BirthDate) })).Opened);
    }
}
