using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;
using ZorgId.Tests.Support;
using ZorgId.Web.Demo;

namespace ZorgId.Tests.Web.Demo;

/// <summary>The demo's people, and what its guide is told.</summary>
public sealed class DemoDataTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ensure_OfAnEmptyDatabase_GivesABeheerderThirtyUsersInEveryStatus()
    {
        await using var portal = await TestPortal.StartAsync();
        await Data(portal).EnsureAsync(Cancellation);

        var accounts = await portal.QueryAsync(db => db.Accounts.WithMemberships().ToListAsync(Cancellation));
        var users = accounts.Where(a => a.LiveMemberships.All(m => m.Role == Role.Signer)).ToList();
        Assert.Equal(30, users.Count);
        Assert.Equal(Enum.GetValues<AccountStatus>(), users.Select(a => a.Status).Distinct().Order());
        var beheerder = Assert.Single(accounts.Except(users));
        Assert.All(users, user => Assert.All(user.AllMemberships, m => Assert.Contains(beheerder.AllMemberships, own => own.OrganisationId == m.OrganisationId)));
    }

    [Fact]
    public async Task Ensure_ASecondTime_ChangesNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        await Data(portal).EnsureAsync(Cancellation);
        var before = await portal.QueryAsync(db => db.Accounts.Select(a => a.Id).ToListAsync(Cancellation));
        await Data(portal).EnsureAsync(Cancellation);

        Assert.Equal(before, await portal.QueryAsync(db => db.Accounts.Select(a => a.Id).ToListAsync(Cancellation)));
    }

    [Fact]
    public async Task View_OfABeheerdersPhone_TellsWhoseItIsAndWhetherItCanBeUsed()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await EnrollBeheerderAsync(portal);
        Assert.Equal([new(phone.Kid, IsBeheerders: true, IsUsable: true)], (await ViewAsync(portal)).Phones);

        await portal.QueryAsync(db => db.Phones.ExecuteUpdateAsync(set => set.SetProperty(p => p.PinFailures, Phone.PinTries), Cancellation));
        Assert.Equal([new(phone.Kid, IsBeheerders: true, IsUsable: false)], (await ViewAsync(portal)).Phones);

        var next = await EnrollBeheerderAsync(portal);
        Assert.Equal([new(next.Kid, IsBeheerders: true, IsUsable: true)], (await ViewAsync(portal)).Phones);
    }

    [Fact]
    public async Task View_AfterEachRegistration_NamesTheNextExample()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = (await portal.FindActorAsync(await portal.LogInAsync(await EnrollBeheerderAsync(portal))))!;
        foreach (var newcomer in DemoPeople.Newcomers)
        {
            Assert.Equal(newcomer.FamilyName, (await ViewAsync(portal)).Example?.FamilyName);
            var form = new RegistrationForm(actor.Organisations[0].Id, newcomer.GivenName, newcomer.FamilyName, newcomer.BirthDate, newcomer.BirthPlace);
            Assert.NotNull((await portal.RegisterAsync(actor, form)).Opened);
        }

        Assert.Null((await ViewAsync(portal)).Example);
        await Data(portal).ResetAsync(TestPortal.PhoneClient, Cancellation);
        Assert.NotNull((await ViewAsync(portal)).Example);
        Assert.Empty((await ViewAsync(portal)).Phones);
    }

    [Fact]
    public async Task Demo_OfARealPortal_IsNotThere()
    {
        await using var server = await PortalServer.StartAsync();
        using var client = server.Client();
        foreach (var path in (string[])["/demo", "/demo/stand", "/demo/activeren", "/Demo/Activeren", "/demo/demo.js", "/demo/demo.css", "/demo/guide.js", "/DEMO/phones.js"])
            Assert.Equal((path, System.Net.HttpStatusCode.NotFound), (path, (await client.GetAsync(path, Cancellation)).StatusCode));
    }

    private static DemoData Data(TestPortal portal) =>
        new(portal.Get<PortalTransactions>(), portal.Time);

    private static Task<DemoView> ViewAsync(TestPortal portal) =>
        new ViewDemo(portal.Get<IDbContextFactory<PortalDb>>()).ExecuteAsync(isLoggedIn: false, Cancellation);

    private static async Task<TestPhone> EnrollBeheerderAsync(TestPortal portal)
    {
        await Data(portal).EnsureAsync(Cancellation);
        var opened = await new EnrollBeheerder(portal.Get<PortalTransactions>(), portal.Get<EnrollmentOpening>()).ExecuteAsync(Cancellation);
        var phone = new TestPhone();
        await portal.AcceptAsync(phone, TestQr.Parse(opened.QrText));
        return phone;
    }
}
