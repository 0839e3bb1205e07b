using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Users;

/// <summary><i>Opslaan</i> (manual, section 4).</summary>
public sealed class RegisterUserTests
{
    [Fact]
    public async Task Execute_GoodForm_RegistersASignerByItselfAndOpensTheQr()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();

        var result = await portal.RegisterAsync(actor, Seed.Form(actor));

        Assert.Empty(result.Errors);
        var qr = TestQr.Parse(result.Opened!.QrText);
        Assert.Equal((TestPortal.Productie, TestQr.Enrollment, 22), (qr.Origin, qr.Kind, qr.Code.Length));
        var session = await portal.SessionAsync(qr.Sid);
        Assert.Equal((SessionState.Open, actor.AccountId, portal.Now.AddMinutes(10)), (session.State, session.OpenedBy, session.ExpiresAt));
        var account = await AccountAsync(portal, session.AccountId!.Value);
        Assert.Equal((AccountStatus.AwaitingActivation, actor.AccountId), (account.Status, account.RegisteredBy));
        Assert.Equal((actor.Organisations[0].Id, Role.Signer), Assert.Single(account.AllMemberships.Select(m => (m.OrganisationId, m.Role))));
        Assert.Equal(
            [
                (AuditAction.UserRegistered, actor.AccountId, account.Id, actor.Organisations[0].Id, null),
                (AuditAction.EnrollmentOpened, actor.AccountId, account.Id, actor.Organisations[0].Id, qr.Sid),
            ],
            (await portal.LogAsync()).TakeLast(2).Select(e => (e.Action, e.Actor, e.Subject, e.Organisation, e.SessionId)));
    }

    [Fact]
    public async Task Execute_FaultyForm_NamesTheFaultsAndWritesNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var version = await portal.DataVersionAsync();

        var result = await portal.RegisterAsync(actor, Seed.Form(actor) with { GivenName = " ", BirthDate = new BirthDate(2026, 11, 24) });

        Assert.Null(result.Opened);
        Assert.Equal(
            [new(RegistrationField.GivenName, RegistrationFault.Missing), new(RegistrationField.BirthDate, RegistrationFault.InFuture)],
            result.Errors);
        Assert.Equal(version, await portal.DataVersionAsync());
    }

    [Fact]
    public async Task Execute_OrganisationOfAnother_IsNotManagedAndWritesNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var stranger = await portal.SeedActorAsync(Seed.Administrator(Seed.Other, organisation: "Apotheek", ura: "07654321"));
        var version = await portal.DataVersionAsync();

        var result = await portal.RegisterAsync(actor, Seed.Form(stranger));

        Assert.Equal([new(RegistrationField.Organisation, RegistrationFault.NotManaged)], result.Errors);
        Assert.Equal(version, await portal.DataVersionAsync());
    }

    [Fact]
    public async Task Execute_RegisteredHere_IsAlreadyRegistered()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        await portal.RegisterAsync(actor, Seed.Form(actor));

        var result = await portal.RegisterAsync(actor, Seed.Form(actor) with { GivenName = "ANNA", FamilyName = "Van der  Berg", BirthPlace = "’s Hertogenbosch" });

        Assert.Equal([new(RegistrationField.FamilyName, RegistrationFault.AlreadyRegistered)], result.Errors);
        Assert.Equal("Anna van der Berg", result.Existing);
        var entry = (await portal.LogAsync())[^1];
        Assert.Equal((AuditAction.RegistrationRefused, actor.AccountId, "AlreadyRegistered"), (entry.Action, entry.Actor, entry.Detail));
    }

    [Fact]
    public async Task Execute_UnusualAge_IsAskedAboutAndThenRegistered()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var form = Seed.Form(actor) with { BirthDate = new BirthDate(1931, 1, 1) };

        Assert.Equal([new(RegistrationField.BirthDate, RegistrationFault.Unusual)], (await portal.RegisterAsync(actor, form)).Errors);
        Assert.NotNull((await portal.RegisterAsync(actor, form with { IsBirthDateConfirmed = true })).Opened);
    }

    [Fact]
    public async Task Execute_FourteenInTheNetherlandsAlready_IsRegistered()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var day = DateOnly.FromDateTime(portal.Now);
        portal.Pass(day.ToDateTime(new TimeOnly(22, 59)) - portal.Now); // 23:59 there, in winter
        actor = await portal.LogInAgainAsync(actor);
        var form = Seed.Form(actor) with { BirthDate = BirthDate.From(day.AddDays(1).AddYears(-RegistrationRules.YoungestAge)), IsBirthDateConfirmed = true };

        Assert.Equal([new(RegistrationField.BirthDate, RegistrationFault.TooYoung)], (await portal.RegisterAsync(actor, form)).Errors);
        portal.Pass(TimeSpan.FromMinutes(1));
        Assert.NotNull((await portal.RegisterAsync(actor, form)).Opened);
    }

    [Fact]
    public async Task Execute_OtherApostropheOrInvisibleSign_IsTheSamePerson()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        await portal.RegisterAsync(actor, Seed.Form(actor, "d\u2019Angelo"));

        foreach (var name in (string[])["d\u02BCAngelo", "d\u02BBAngelo", "d'An\u00ADgelo", "\uFEFFd'Angelo"])
            Assert.Equal([new(RegistrationField.FamilyName, RegistrationFault.AlreadyRegistered)], (await portal.RegisterAsync(actor, Seed.Form(actor, name))).Errors);
    }

    [Fact]
    public async Task Execute_LongestNames_AreStored()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var (two, wide) = (string.Concat(Enumerable.Repeat("e\u0323\u0308", Person.NameLength)), new string('Ệ', Person.NameLength));
        var form = Seed.Form(actor) with { GivenName = two, FamilyName = wide, BirthPlace = wide };

        var person = (await AccountAsync(portal, (await portal.RegisterAsync(actor, form)).Account!.Value)).Person;

        Assert.Equal((two.Normalize(), wide, wide), (person.GivenName, person.FamilyName, person.BirthPlace));
    }

    [Fact]
    public async Task Execute_OneNameOnly_IsSaidExplicitly()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();

        Assert.Equal([new(RegistrationField.GivenName, RegistrationFault.Missing)], (await portal.RegisterAsync(actor, Seed.Form(actor) with { GivenName = null })).Errors);
        var result = await portal.RegisterAsync(actor, Seed.Form(actor, "Suharto") with { GivenName = "typed before", HasOneName = true });

        Assert.Equal("Suharto", (await AccountAsync(portal, result.Account!.Value)).Person.FullName);
    }

    [Fact]
    public async Task Execute_ComesUponExistingPeopleTooOften_LooksNobodyUpForAnHour()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var stranger = await portal.SeedActorAsync(Seed.Administrator(Seed.Other, organisation: "Apotheek", ura: "07654321"));
        await portal.RegisterAsync(stranger, Seed.Form(stranger));
        for (var i = 0; i < RegisterUser.MaxLookups; i++)
            Assert.Equal(RegistrationFault.NotPossible, Assert.Single((await portal.RegisterAsync(actor, Seed.Form(actor))).Errors).Fault);

        Assert.Equal(RegistrationFault.TooManyLookups, Assert.Single((await portal.RegisterAsync(actor, Seed.Form(actor))).Errors).Fault);
        Assert.Equal(RegistrationFault.TooManyLookups, Assert.Single((await portal.RegisterAsync(actor, Seed.Form(actor, "Nobody"))).Errors).Fault);
        portal.Pass(RegisterUser.LookupPeriod);
        actor = await portal.LogInAgainAsync(actor);
        Assert.NotNull((await portal.RegisterAsync(actor, Seed.Form(actor, "Nobody"))).Opened);
    }

    [Theory]
    [InlineData(PortalEnvironment.Productie)]
    [InlineData(PortalEnvironment.Acceptatie)]
    public async Task Execute_RegisteredElsewhere_IsNotPossibleAndTellsNoMore(PortalEnvironment environment)
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var stranger = await portal.SeedActorAsync(Seed.Administrator(Seed.Other, environment, "Apotheek", "07654321"));
        Assert.NotNull((await portal.RegisterAsync(stranger, Seed.Form(stranger))).Opened);

        var result = await portal.RegisterAsync(actor, Seed.Form(actor));

        Assert.Null(result.Opened);
        Assert.Equal([new(RegistrationField.FamilyName, RegistrationFault.NotPossible)], result.Errors);
        Assert.Null(result.Existing);
    }

    [Fact]
    public async Task Execute_RevokedAccount_MayBeRegisteredAnew()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var first = await portal.RegisterAsync(actor, Seed.Form(actor));
        await portal.SetStatusAsync((await portal.SessionAsync(first.Opened!.Sid.Value)).AccountId!.Value, AccountStatus.Revoked);

        Assert.NotNull((await portal.RegisterAsync(actor, Seed.Form(actor))).Opened);
    }

    [Fact]
    public async Task Execute_TenTimesAtOnce_IsOneAccount()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();

        var results = await Race.RunAsync(10, _ => portal.RegisterAsync(actor, Seed.Form(actor)));

        Assert.Single(results, r => r.Opened is not null);
        Assert.Equal(9, results.Count(r => r.Errors is [{ Fault: RegistrationFault.AlreadyRegistered }]));
        Assert.Equal(2, await portal.QueryAsync(db => db.Accounts.CountAsync(TestContext.Current.CancellationToken)));
        Assert.Single(await portal.LogAsync(), e => e.Action == AuditAction.UserRegistered);
    }

    [Fact]
    public async Task Accounts_SamePersonTwice_AreRefusedByTheDatabase()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.AddAdministratorAsync();

        await Assert.ThrowsAsync<DbUpdateException>(() => portal.QueryAsync(db =>
        {
            db.Accounts.Add(new(AccountId.New(portal.Time), PortalEnvironment.Acceptatie, Seed.Boss, portal.Now, registeredBy: null));
            return db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }));
    }

    private static Task<Account> AccountAsync(TestPortal portal, AccountId id) =>
        portal.QueryAsync(db => db.Accounts.AsNoTracking().WithMemberships().SingleAsync(a => a.Id == id, TestContext.Current.CancellationToken));
}
