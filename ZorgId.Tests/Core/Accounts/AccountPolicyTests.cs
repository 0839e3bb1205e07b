using ZorgId.Core.Accounts;
using ZorgId.Tests.Support;
using static ZorgId.Core.Accounts.PolicyVerdict;

namespace ZorgId.Tests.Core.Accounts;

/// <summary>The table of who may do what, a row each.</summary>
[Trait("Stores", "nothing")]
public sealed class AccountPolicyTests
{
    private static readonly DateTime Now = TestPortal.Start.UtcDateTime;
    private static readonly OrganisationId Here = new(Guid.CreateVersion7(TestPortal.Start));
    private static readonly OrganisationId Elsewhere = new(Guid.CreateVersion7(TestPortal.Start));

    // Each row: beheerder and plain, beheerder and strong, administrator and plain, administrator and strong.
    public static TheoryData<AccountAct, PolicyVerdict, PolicyVerdict, PolicyVerdict, PolicyVerdict> OfTheWholeAccount => new()
    {
        { AccountAct.View, Allowed, Allowed, Allowed, Allowed },
        { AccountAct.RenewQr, Allowed, Refused, Allowed, Allowed },
        { AccountAct.UnblockPin, Allowed, Refused, Allowed, Allowed },
        { AccountAct.Unblock, Allowed, Refused, Allowed, Allowed },
        { AccountAct.Correct, Allowed, Refused, Allowed, Allowed },
        { AccountAct.VouchPhone, Allowed, Allowed, Allowed, Allowed },
        { AccountAct.ReportPhoneLost, Allowed, Allowed, Allowed, Allowed },
        { AccountAct.StopSession, Allowed, Allowed, Allowed, Allowed },
        { AccountAct.KeepBlocked, Refused, Refused, Refused, Allowed },
        { AccountAct.Block, Allowed, ForFourDays, Allowed, Allowed },
        { AccountAct.RemovePhone, Allowed, Refused, Allowed, Allowed },
        { AccountAct.ConfirmPhone, Allowed, Refused, Allowed, Allowed },
        { AccountAct.ReportNamesake, Allowed, Allowed, Allowed, Allowed },
    };

    // Each row: the account's role here, then a beheerder and an administrator.
    public static TheoryData<AccountAct, Role, PolicyVerdict, PolicyVerdict> OfTheMembership
    {
        get
        {
            var rows = new TheoryData<AccountAct, Role, PolicyVerdict, PolicyVerdict>
            {
                { AccountAct.GiveRegistrar, Role.Signer, Refused, Allowed },
                { AccountAct.GiveRegistrar, Role.Registrar, Refused, Refused },
                { AccountAct.GiveRegistrar, Role.Administrator, Refused, Refused },
                { AccountAct.GiveAdministrator, Role.Signer, Refused, AfterApproval },
                { AccountAct.GiveAdministrator, Role.Registrar, Refused, AfterApproval },
                { AccountAct.GiveAdministrator, Role.Administrator, Refused, Refused },
                { AccountAct.TakeRegistrar, Role.Signer, Refused, Refused },
                { AccountAct.TakeRegistrar, Role.Registrar, Refused, Allowed },
                { AccountAct.TakeRegistrar, Role.Administrator, Refused, Refused },
                { AccountAct.TakeAdministrator, Role.Registrar, Refused, Refused },
                { AccountAct.TakeAdministrator, Role.Administrator, Refused, AfterApproval },
            };
            foreach (var act in (AccountAct[])[AccountAct.EndMembership, AccountAct.ChangeLastDay])
            {
                rows.Add(act, Role.Signer, Allowed, Allowed);
                rows.Add(act, Role.Registrar, Refused, Allowed);
                rows.Add(act, Role.Administrator, Refused, AfterApproval);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(OfTheWholeAccount))]
    public void Judge_ActOnTheWholeAccount_IsItsRow(
        AccountAct act, PolicyVerdict plain, PolicyVerdict strong, PolicyVerdict plainByAdministrator, PolicyVerdict strongByAdministrator)
    {
        var (registrar, administrator) = (NewActor(Role.Registrar), NewActor(Role.Administrator));

        Assert.Equal(
            (plain, strong, plainByAdministrator, strongByAdministrator),
            (registrar.Judge(act, NewAccount(Role.Signer)), registrar.Judge(act, NewAccount(Role.Registrar)),
                administrator.Judge(act, NewAccount(Role.Signer)), administrator.Judge(act, NewAccount(Role.Administrator))));
        // Where the account is higher at an organisation that the administrator does not manage, they count as a beheerder.
        var elsewhere = NewAccount(Role.Signer);
        elsewhere.Give(Elsewhere, Role.Registrar, Now, by: null);
        Assert.Equal(strong, administrator.Judge(act, elsewhere));
    }

    [Theory]
    [MemberData(nameof(OfTheMembership))]
    public void Judge_ActOnTheMembership_LooksAtTheRoleThereAlone(AccountAct act, Role role, PolicyVerdict byRegistrar, PolicyVerdict byAdministrator)
    {
        var account = NewAccount(role);
        account.Give(Elsewhere, Role.Administrator, Now, by: null);

        Assert.Equal((byRegistrar, byAdministrator), (NewActor(Role.Registrar).Judge(act, account, Here), NewActor(Role.Administrator).Judge(act, account, Here)));
    }

    [Fact]
    public void Judge_RevokeRegistration_AsksMoreOnceSomebodyHasUsedIt()
    {
        var (registrar, administrator) = (NewActor(Role.Registrar), NewActor(Role.Administrator));
        var (plain, strong) = (NewAccount(Role.Signer), NewAccount(Role.Registrar));
        Assert.Equal(
            [Allowed, Refused, Allowed, Allowed],
            new[] { registrar.Judge(AccountAct.RevokeRegistration, plain), registrar.Judge(AccountAct.RevokeRegistration, strong), administrator.Judge(AccountAct.RevokeRegistration, plain), administrator.Judge(AccountAct.RevokeRegistration, strong) });

        plain.Activate(Now);
        strong.Activate(Now);

        Assert.Equal(
            [Refused, Refused, Allowed, AfterApproval],
            new[] { registrar.Judge(AccountAct.RevokeRegistration, plain), registrar.Judge(AccountAct.RevokeRegistration, strong), administrator.Judge(AccountAct.RevokeRegistration, plain), administrator.Judge(AccountAct.RevokeRegistration, strong) });
    }

    [Theory]
    [MemberData(nameof(EachAct))]
    public void Judge_EachAct_HasARowAndReachesNobodyOutside(AccountAct act)
    {
        Assert.Contains(act, OfTheWholeAccount.Select(row => row.Data.Item1).Concat(OfTheMembership.Select(row => row.Data.Item1)).Concat([AccountAct.RevokeRegistration, AccountAct.UndoEnd, AccountAct.Rejoin]));
        var administrator = NewActor(Role.Administrator);
        var stranger = new Account(NewId(), PortalEnvironment.Productie, Seed.Boss, Now, registeredBy: null);
        stranger.Give(Elsewhere, Role.Signer, Now, by: null);
        Assert.Equal(Refused, administrator.Judge(act, stranger));
        Assert.Equal(Refused, administrator.Judge(act, NewAccount(Role.Signer, PortalEnvironment.Acceptatie)));
        Assert.Equal(Allowed, new OperatorActor("command-line").Judge(act, stranger));
        Assert.Equal(Refused, new SystemActor().Judge(act, NewAccount(Role.Signer)));
    }

    public static TheoryData<AccountAct> EachAct => [.. Enum.GetValues<AccountAct>().Where(act => act != AccountAct.None)];

    [Theory]
    [MemberData(nameof(EachAct))]
    public void Judge_OfOneself_IsRefusedButForAnAdministratorsOwnPhone(AccountAct act)
    {
        var account = NewAccount(Role.Administrator);

        Assert.Equal(act is AccountAct.View or AccountAct.RenewQr or AccountAct.RemovePhone, JudgeSelf(Role.Administrator) == Allowed);
        account = NewAccount(Role.Registrar);
        Assert.Equal(act == AccountAct.View, JudgeSelf(Role.Registrar) == Allowed);

        PolicyVerdict JudgeSelf(Role role) =>
            new PortalActor(account.Id, PortalEnvironment.Productie, "", "", [new(Here, "", role)], Now).Judge(act, account, Here);
    }

    [Theory]
    [InlineData(Role.Signer, Allowed, Allowed)]
    [InlineData(Role.Registrar, Refused, Allowed)]
    [InlineData(Role.Administrator, Refused, AfterApproval)]
    public void Judge_WayBackOfALeaver_IsByTheRoleThatEndedAndForTwoYears(Role role, PolicyVerdict byRegistrar, PolicyVerdict byAdministrator)
    {
        foreach (var act in (AccountAct[])[AccountAct.UndoEnd, AccountAct.Rejoin])
        {
            var account = NewAccount(Role.Signer);
            account.Give(Here, role, Now, by: null);
            Assert.Equal(Refused, NewActor(Role.Administrator).Judge(act, account, Here));
            account.LiveMemberships.Single().End(Reason.Leaver, Now, by: null);

            Assert.Equal((byRegistrar, byAdministrator), (NewActor(Role.Registrar).Judge(act, account, Here), NewActor(Role.Administrator).Judge(act, account, Here)));
            Assert.Equal(byAdministrator, NewActor(Role.Administrator, Now.AddMonths(24).AddDays(-1)).Judge(act, account, Here));
            Assert.Equal(Refused, NewActor(Role.Administrator, Now.AddMonths(24)).Judge(act, account, Here));
            Assert.Equal(AccountAct.UndoEnd | AccountAct.Rejoin, NewActor(Role.Administrator).FindActs(account, Here));
        }
    }

    [Fact]
    public void Judge_RevokeRegistrationOfOneWhoWorksElsewhere_IsRefused()
    {
        var account = NewAccount(Role.Signer);
        account.Activate(Now);
        account.Give(Elsewhere, Role.Signer, Now, by: null);
        Assert.Equal(Refused, NewActor(Role.Administrator).Judge(AccountAct.RevokeRegistration, account));

        account.LiveMemberships.Single(m => m.OrganisationId == Elsewhere).End(Reason.Leaver, Now, by: null);
        Assert.Equal(Allowed, NewActor(Role.Administrator).Judge(AccountAct.RevokeRegistration, account));
    }

    [Theory]
    [InlineData(OrganisationAct.Register, true)]
    [InlineData(OrganisationAct.ReadLog, true)]
    [InlineData(OrganisationAct.Export, true)]
    [InlineData(OrganisationAct.Rename, false)]
    [InlineData(OrganisationAct.RequestOther, false)]
    [InlineData(OrganisationAct.AskToClose, false)]
    [InlineData(OrganisationAct.ExportBirthData, false)]
    [InlineData(OrganisationAct.Import, false)]
    [InlineData(OrganisationAct.ReviewUsers, false)]
    public void May_ForAnOrganisation_IsItsRow(OrganisationAct act, bool byRegistrar)
    {
        Assert.Equal(byRegistrar, NewActor(Role.Registrar).May(act, Here));
        Assert.True(NewActor(Role.Administrator).May(act, Here));
        Assert.False(NewActor(Role.Administrator).May(act, Elsewhere));
    }

    [Fact]
    public void FindActs_OfABlockedAndARevokedAccount_LeaveOutWhatItsStateForbids()
    {
        var (actor, account) = (NewActor(Role.Administrator), NewAccount(Role.Signer));
        Assert.True(actor.FindActs(account, Here).HasFlag(AccountAct.RenewQr | AccountAct.Block | AccountAct.GiveAdministrator));
        Assert.False(actor.FindActs(account, Here).HasFlag(AccountAct.Unblock));

        account.Block(Reason.PhoneLost, Now, by: null);
        Assert.True(actor.FindActs(account, Here).HasFlag(AccountAct.Unblock));
        Assert.Equal(AccountAct.None, actor.FindActs(account, Here) & (AccountAct.RenewQr | AccountAct.Block));

        account.Revoke(Reason.Duplicate, Now, by: null);
        Assert.Equal(AccountAct.View, actor.FindActs(account, Here));
    }

    private static PortalActor NewActor(Role role, DateTime? at = null) =>
        new(NewId(), PortalEnvironment.Productie, "", "", [new(Here, "", role)], at ?? Now);

    private static Account NewAccount(Role role, PortalEnvironment environment = PortalEnvironment.Productie)
    {
        var account = new Account(NewId(), environment, Seed.Boss, Now, registeredBy: null);
        account.Give(Here, role, Now, by: null);
        return account;
    }

    private static AccountId NewId() => new(Guid.CreateVersion7(TestPortal.Start));
}
