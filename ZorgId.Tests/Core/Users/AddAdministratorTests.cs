using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Changes;
using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.Users;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Users;

public sealed class AddAdministratorTests
{
    [Fact]
    public async Task Execute_First_MakesOrganisationAccountRoleAndQr()
    {
        await using var portal = await TestPortal.StartAsync();

        var result = await ExecuteAsync(portal, Seed.Administrator());

        Assert.Null(result.Fault);
        Assert.Equal(TestPortal.Productie, TestQr.Parse(result.Opened!.QrText).Origin);
        var organisation = await portal.QueryAsync(db => db.Organisations.SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("Huisartsenpraktijk De Linde", "01234567"), (organisation.Name, organisation.Ura));
        Assert.Equal([Topic.Of(organisation.Id)], portal.Events.Published);
        Assert.Equal(Role.Administrator, await portal.QueryAsync(db => db.AllMemberships.Select(m => m.Role).SingleAsync(TestContext.Current.CancellationToken)));
        Assert.Equal([AuditAction.OrganisationAdded, AuditAction.AdministratorAdded, AuditAction.EnrollmentOpened], (await portal.LogAsync()).Select(e => e.Action));
    }

    [Fact]
    public async Task Execute_Again_IsANewQrAndNothingElse()
    {
        await using var portal = await TestPortal.StartAsync();
        var first = await ExecuteAsync(portal, Seed.Administrator());
        var organisation = await portal.QueryAsync(db => db.Organisations.SingleAsync(TestContext.Current.CancellationToken));
        portal.Events.Published.Clear();

        await ExecuteAsync(portal, Seed.Administrator(organisation: "HUISARTSENPRAKTIJK  de Linde"));

        Assert.Equal([first.Opened!.Sid, Topic.Of(organisation.Id)], portal.Events.Published);
        Assert.Equal(1, await portal.QueryAsync(db => db.Accounts.CountAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(1, await portal.QueryAsync(db => db.Organisations.CountAsync(TestContext.Current.CancellationToken)));
        Assert.Single(await portal.LogAsync(), e => e.Action == AuditAction.AdministratorAdded);
    }

    [Fact]
    public async Task Execute_ASigner_BecomesAdministratorInOneRowThatFollowsTheOther()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        await portal.RegisterAsync(actor, Seed.Form(actor));

        Assert.Null((await ExecuteAsync(portal, Seed.Administrator(RegistrationRules.ToPerson(Seed.Form(actor))))).Fault);

        var person = RegistrationRules.ToPerson(Seed.Form(actor)).IdentityKey;
        var account = await portal.QueryAsync(db =>
            db.Accounts.AsNoTracking().WithMemberships().SingleAsync(a => a.IdentityKey == person, TestContext.Current.CancellationToken));
        Assert.Equal(Role.Administrator, Assert.Single(account.LiveMemberships).Role);
        var former = Assert.Single(account.AllMemberships, m => !m.IsLive);
        Assert.Equal((Role.Signer, portal.Now, Reason.RoleChanged), (former.Role, former.EndedAt, former.EndReason));
    }

    [Theory]
    [InlineData(Role.Signer)]
    [InlineData(Role.Registrar)]
    public async Task Execute_LowerRoleWithAPhone_TakesThatPhoneBeforeItOpensMore(Role role)
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var phone = await portal.SeedSignerAsync(actor);
        var account = (await portal.PhoneAsync(phone)).AccountId;
        await portal.SetRoleAsync(account, role);
        var key = role.OpensPortal() ? await portal.LogInAsync(phone) : (PortalSessionKey?)null;
        var before = (await portal.LogAsync()).Count;

        var result = await ExecuteAsync(portal, Seed.Administrator(RegistrationRules.ToPerson(Seed.Form(actor)), organisation: "Apotheek", ura: "07654321"));

        var former = await portal.PhoneAsync(phone);
        Assert.Equal((PhoneState.Revoked, AccountStatus.AwaitingActivation), (former.State, former.Account.Status));
        var qr = await portal.OpenLoginAsync();
        Assert.Refused(RefusalReason.PhoneRevoked, await portal.ClaimAsync(phone, qr));
        Assert.True(key is null || await portal.FindActorAsync(key.Value) is null);
        var told = (await portal.LogAsync()).Skip(before).Where(e => e.Subject == account).Select(e => e.Action).ToHashSet();
        Assert.Superset(new HashSet<AuditAction> { AuditAction.AdministratorAdded, AuditAction.PhoneRevoked, AuditAction.EnrollmentOpened }, told);
        Assert.Equal(key is not null, told.Contains(AuditAction.PortalSessionEnded));

        var next = new TestPhone();
        await portal.AcceptAsync(next, TestQr.Parse(result.Opened!.QrText));
        Assert.Equal(AccountStatus.Active, (await portal.PhoneAsync(next)).Account.Status);
    }

    [Fact]
    public async Task Execute_AdministratorElsewhere_KeepsThePhoneUntilTheNextAccepts()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var key = await portal.LogInAsync(phone);

        await ExecuteAsync(portal, Seed.Administrator(organisation: "Apotheek", ura: "07654321"));

        Assert.Equal(PhoneState.Active, (await portal.PhoneAsync(phone)).State);
        Assert.Equal(2, (await portal.FindActorAsync(key))!.Organisations.Count);
    }

    [Fact]
    public async Task Execute_PersonOfTheOtherEnvironment_IsRefused()
    {
        await using var portal = await TestPortal.StartAsync();
        await ExecuteAsync(portal, Seed.Administrator());
        var version = await portal.DataVersionAsync();

        var result = await ExecuteAsync(portal, Seed.Administrator(environment: PortalEnvironment.Acceptatie));

        Assert.Equal(new AdministratorResult(null, AdministratorFault.OtherEnvironment), result);
        Assert.Equal(version, await portal.DataVersionAsync());
    }

    [Fact]
    public async Task Execute_UraOfAnotherName_IsRefused()
    {
        await using var portal = await TestPortal.StartAsync();
        await ExecuteAsync(portal, Seed.Administrator());

        var result = await ExecuteAsync(portal, Seed.Administrator(Seed.Other, organisation: "Apotheek"));

        Assert.Equal(new AdministratorResult(null, AdministratorFault.OtherOrganisationName), result);
    }

    [Fact]
    public async Task Execute_BlockedAccount_IsRefused()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.SetStatusAsync((await portal.PhoneAsync(phone)).AccountId, AccountStatus.Blocked);

        Assert.Equal(AdministratorFault.Blocked, (await ExecuteAsync(portal, Seed.Administrator())).Fault);
    }

    private static Task<AdministratorResult> ExecuteAsync(TestPortal portal, NewAdministrator wanted) =>
        portal.Get<AddAdministrator>().ExecuteAsync(wanted, TestContext.Current.CancellationToken);
}
