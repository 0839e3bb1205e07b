using ZorgId.Core.Accounts;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Accounts;

public sealed class AccountTests
{
    private static readonly DateTime Now = TestPortal.Start.UtcDateTime;
    private static readonly DateTime Later = Now.AddHours(1);
    private static readonly AccountId Beheerder = new(Guid.CreateVersion7(TestPortal.Start));
    private static readonly PhoneId Phone = new(Guid.CreateVersion7(TestPortal.Start));
    private static readonly OrganisationId Practice = new(Guid.CreateVersion7(TestPortal.Start));

    [Fact]
    public void Activate_Waiting_IsActiveSinceTheFirstPhone()
    {
        var account = NewAccount();
        Assert.Equal((AccountStatus.AwaitingActivation, Now, Beheerder), (account.Status, account.StatusSince, account.StatusBy));

        account.Activate(Later);
        account.Activate(Later.AddDays(1));

        Assert.Equal((AccountStatus.Active, Later, (AccountId?)null, Later), (account.Status, account.StatusSince, account.StatusBy, account.ActivatedAt));
    }

    [Fact]
    public void Block_Active_TellsWhySinceWhenAndByWhom()
    {
        var account = NewAccount();
        account.Activate(Now);

        account.Block(Reason.PhoneLost, Later, Beheerder);

        Assert.Equal((AccountStatus.Blocked, Reason.PhoneLost, Later, Beheerder), (account.Status, account.StatusReason, account.StatusSince, account.StatusBy));
        Assert.Throws<InvalidOperationException>(() => account.Activate(Later));
        Assert.Throws<InvalidOperationException>(() => account.AwaitActivation(Later, Beheerder));
    }

    [Fact]
    public void Revoke_Blocked_IsFinal()
    {
        var account = NewAccount();
        account.Block(Reason.Misuse, Now, Beheerder);

        account.Revoke(Reason.Duplicate, Later, by: null);

        account.Revoke(Reason.Other, Later.AddDays(1), Beheerder);

        Assert.Equal((AccountStatus.Revoked, Reason.Duplicate, Later, null), (account.Status, account.StatusReason, account.StatusSince, account.StatusBy));
        Assert.Throws<InvalidOperationException>(() => account.Block(Reason.Misuse, Later, Beheerder));
    }

    [Fact]
    public void Give_SameOrLowerRole_ChangesNothing()
    {
        var account = NewAccount();

        Assert.True(account.Give(Practice, Role.Registrar, Now, Beheerder));
        Assert.False(account.Give(Practice, Role.Registrar, Later, Beheerder));
        Assert.False(account.Give(Practice, Role.Signer, Later, Beheerder));

        var only = Assert.Single(account.AllMemberships);
        Assert.Equal((Role.Registrar, Now, Beheerder, true), (only.Role, only.Since, only.GivenBy, only.IsLive));
    }

    [Fact]
    public void Give_HigherRole_EndsTheFormerAndKeepsItsPhone()
    {
        var account = NewAccount();
        account.Give(Practice, Role.Signer, Now, Beheerder);
        var former = account.AllMemberships[0];
        former.Vouch(Phone);

        Assert.True(account.Give(Practice, Role.Administrator, Later, by: null));

        Assert.Equal((false, Later, null, Reason.RoleChanged), (former.IsLive, former.EndedAt, former.EndedBy, former.EndReason));
        var present = Assert.Single(account.LiveMemberships);
        Assert.Equal((Role.Administrator, Later, null, Phone), (present.Role, present.Since, present.GivenBy, present.VouchedPhoneId));
        Assert.Equal(2, account.AllMemberships.Count);
    }

    [Fact]
    public void End_Ended_Throws()
    {
        var account = NewAccount();
        account.Give(Practice, Role.Registrar, Now, Beheerder);
        account.Activate(Now);

        account.AllMemberships[0].End(Reason.Leaver, Later, Beheerder);

        Assert.False(account.MayOpenPortal);
        Assert.Null(account.Foremost);
        Assert.Throws<InvalidOperationException>(() => account.AllMemberships[0].End(Reason.Leaver, Later, Beheerder));
        Assert.Throws<ArgumentOutOfRangeException>(() => account.AllMemberships[0].End(Reason.RoleChanged, Later, Beheerder));
        Assert.True(account.Give(Practice, Role.Signer, Later, Beheerder));
    }

    [Theory]
    [InlineData(Role.Signer, false)]
    [InlineData(Role.Registrar, true)]
    [InlineData(Role.Administrator, true)]
    public void MayOpenPortal_Role_IsWhatItAllows(Role role, bool may)
    {
        var account = NewAccount();
        account.Give(Practice, role, Now, by: null);

        Assert.False(account.MayOpenPortal);
        account.Activate(Now);
        Assert.Equal(may, account.MayOpenPortal);
    }

    [Theory]
    [InlineData("0123456")]
    [InlineData("012345678")]
    [InlineData("0123456a")]
    [InlineData("٠١٢٣٤٥٦٧")]
    [InlineData(null)]
    public void IsUra_NotEightDigits_IsFalse(string? text) => Assert.False(Organisation.IsUra(text));

    [Fact]
    public void Construction_OrganisationWithoutNameOrUra_Throws()
    {
        Assert.Throws<ArgumentException>(() => new Organisation(Practice, PortalEnvironment.Productie, " ", "01234567"));
        Assert.Throws<ArgumentException>(() => new Organisation(Practice, PortalEnvironment.Productie, "De Linde", "1234567"));
    }

    private static Account NewAccount() => new(new AccountId(Guid.CreateVersion7(TestPortal.Start)), PortalEnvironment.Productie, Seed.Boss, Now, Beheerder);
}
