using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.PortalSessions;

/// <summary>Who is behind a cookie, and when nobody is any more.</summary>
public sealed class CurrentActorTests
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Total = TimeSpan.FromHours(8);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Find_SignedIn_IsWhoTheyAreAndWhatTheyManage()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.AddAdministratorAsync(Seed.Administrator(organisation: "Apotheek", ura: "07654321"));

        var actor = (await portal.FindActorAsync(await portal.LogInAsync(phone)))!;

        Assert.Equal((PortalEnvironment.Productie, "Bea Jansen", TestPortal.Browser.Client), (actor.Environment, actor.Name, actor.Client));
        Assert.Equal(
            [("Apotheek", Role.Administrator), ("Huisartsenpraktijk De Linde", Role.Administrator)],
            actor.Organisations.Select(o => (o.Name, o.Role)));
        Assert.All(actor.Organisations, o => Assert.True(actor.Actor.Manages(o.Id)));
        Assert.False(actor.Actor.Manages(OrganisationId.New(portal.Time)));
    }

    [Fact]
    public async Task Find_SignerSomewhereElse_ManagesOnlyWhereTheRoleAllows()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.AddAdministratorAsync(Seed.Administrator(Seed.Other, organisation: "Apotheek", ura: "07654321"));
        await JoinAsync(portal, phone, "07654321", Role.Signer);

        var actor = (await portal.FindActorAsync(await portal.LogInAsync(phone)))!;

        Assert.Equal("Huisartsenpraktijk De Linde", Assert.Single(actor.Organisations).Name);
    }

    [Fact]
    public async Task Find_TwoRolesAtOnePlace_ManagesItOnceByTheHigher()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await JoinAsync(portal, phone, "01234567", Role.Registrar);

        var actor = (await portal.FindActorAsync(await portal.LogInAsync(phone)))!;

        Assert.Equal(Role.Administrator, Assert.Single(actor.Organisations).Role);
    }

    [Fact]
    public async Task Find_UnknownKey_IsNobody()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.LogInAsync(await portal.SeedAdministratorAsync());

        Assert.Null(await portal.FindActorAsync(PortalSessionKey.New()));
        Assert.Null(await portal.FindActorAsync(new PortalSessionKey("")));
    }

    [Fact]
    public async Task Find_AtTheOtherEnvironment_IsNobody()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await portal.LogInAsync(await portal.SeedAdministratorAsync());

        Assert.Null(await portal.FindActorAsync(key, environment: PortalEnvironment.Acceptatie));
    }

    [Fact]
    public async Task Find_IdleForAQuarter_IsNobodyThenAndAfter()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await portal.LogInAsync(await portal.SeedAdministratorAsync());
        portal.Pass(Idle - Moment);
        Assert.NotNull(await portal.FindActorAsync(key));

        portal.Pass(Moment);

        Assert.Null(await portal.FindActorAsync(key, byPerson: true));
        Assert.Null(await portal.FindActorAsync(key));
    }

    [Fact]
    public async Task Find_ByThePage_KeepsNobodyLoggedIn()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await portal.LogInAsync(await portal.SeedAdministratorAsync());
        var version = await portal.DataVersionAsync();
        for (var minute = 0; minute < 14; minute++)
        {
            portal.Pass(TimeSpan.FromMinutes(1));
            Assert.NotNull(await portal.FindActorAsync(key));
        }

        Assert.Equal(version, await portal.DataVersionAsync());
        portal.Pass(TimeSpan.FromMinutes(1));
        Assert.Null(await portal.FindActorAsync(key));
    }

    [Fact]
    public async Task Find_ByThePerson_KeepsThemLoggedInForEightHours()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await portal.LogInAsync(await portal.SeedAdministratorAsync());
        for (var passed = TimeSpan.FromMinutes(10); passed < Total; passed += TimeSpan.FromMinutes(10))
        {
            portal.Pass(TimeSpan.FromMinutes(10));
            Assert.NotNull(await portal.FindActorAsync(key, byPerson: true));
        }

        portal.Pass(TimeSpan.FromMinutes(10) - Moment);
        Assert.NotNull(await portal.FindActorAsync(key, byPerson: true));
        portal.Pass(Moment);
        Assert.Null(await portal.FindActorAsync(key, byPerson: true));
    }

    [Fact]
    public async Task Find_ByThePersonTwiceAtOnce_IsWrittenOnce()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await portal.LogInAsync(await portal.SeedAdministratorAsync());
        portal.Pass(TimeSpan.FromMinutes(1));
        await portal.FindActorAsync(key, byPerson: true);
        var version = await portal.DataVersionAsync();

        portal.Pass(TimeSpan.FromSeconds(5));
        await portal.FindActorAsync(key, byPerson: true);

        Assert.Equal(version, await portal.DataVersionAsync());
    }

    [Theory]
    [InlineData(AccountStatus.Blocked)]
    [InlineData(AccountStatus.Revoked)]
    public async Task Find_AccountEnded_IsNobodyAtOnce(AccountStatus status)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var key = await portal.LogInAsync(phone);

        await portal.SetStatusAsync((await portal.PhoneAsync(phone)).AccountId, status);

        Assert.Null(await portal.FindActorAsync(key));
    }

    [Theory]
    [InlineData(PhoneState.Blocked)]
    [InlineData(PhoneState.Revoked)]
    public async Task Find_PhoneEnded_IsNobodyAtOnce(PhoneState state)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var key = await portal.LogInAsync(phone);

        await portal.SetStateAsync(phone, state);

        Assert.Null(await portal.FindActorAsync(key));
    }

    [Fact]
    public async Task Find_PhoneReplaced_IsNobodyAtOnce()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await portal.LogInAsync(await portal.SeedAdministratorAsync());

        await portal.SeedAdministratorAsync();

        Assert.Null(await portal.FindActorAsync(key));
    }

    [Fact]
    public async Task Find_RoleGone_IsNobodyAtOnce()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var key = await portal.LogInAsync(phone);

        await portal.TakeRolesAsync(phone);

        Assert.Null(await portal.FindActorAsync(key));
    }

    [Fact]
    public async Task SignOut_Twice_EndsItOnceAndLogsOnce()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var (key, other) = (await portal.LogInAsync(phone), await portal.LogInAsync(phone));

        await portal.Get<SignOut>().ExecuteAsync(key, TestPortal.Browser.Client, TestContext.Current.CancellationToken);
        await portal.Get<SignOut>().ExecuteAsync(key, TestPortal.Browser.Client, TestContext.Current.CancellationToken);

        Assert.Null(await portal.FindActorAsync(key));
        Assert.NotNull(await portal.FindActorAsync(other));
        Assert.Single(await portal.LogAsync(), e => e.Action == AuditAction.SignedOut);
    }

    [Fact]
    public async Task SignOut_UnknownKey_DoesNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var version = await portal.DataVersionAsync();

        await portal.Get<SignOut>().ExecuteAsync(PortalSessionKey.New(), TestPortal.Browser.Client, TestContext.Current.CancellationToken);

        Assert.Equal(version, await portal.DataVersionAsync());
    }

    private static Task<int> JoinAsync(TestPortal portal, TestPhone phone, string ura, Role role) => portal.QueryAsync(async db =>
    {
        var organisation = await db.Organisations.SingleAsync(o => o.Ura == ura, TestContext.Current.CancellationToken);
        var id = (await portal.PhoneAsync(phone)).AccountId;
        var account = await db.Accounts.WithMemberships().SingleAsync(a => a.Id == id, TestContext.Current.CancellationToken);
        account.Give(organisation.Id, role, portal.Now, by: null);
        return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    });
}
