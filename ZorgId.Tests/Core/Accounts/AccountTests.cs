using ZorgId.Core.Accounts;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Accounts;

public sealed class AccountTests
{
    private static readonly DateTime Now = TestPortal.Start.UtcDateTime;
    private static readonly OrganisationId Place = new(Guid.CreateVersion7(TestPortal.Start));

    [Fact]
    public void Activate_Waiting_IsActiveAndStaysSo()
    {
        var account = NewAccount();

        account.Activate();
        account.Activate();

        Assert.Equal(AccountStatus.Active, account.Status);
    }

    [Fact]
    public void Join_SameRoleTwice_IsOneMembership()
    {
        var account = NewAccount();

        Assert.True(account.Join(Place, Role.Signer, Now));
        Assert.False(account.Join(Place, Role.Signer, Now));
        Assert.True(account.Join(Place, Role.Registrar, Now));
        Assert.Equal(2, account.Memberships.Count);
    }

    [Theory]
    [InlineData(Role.Signer, false)]
    [InlineData(Role.Registrar, true)]
    [InlineData(Role.Administrator, true)]
    public void MayOpenPortal_Role_IsWhatItAllows(Role role, bool may)
    {
        var account = NewAccount();
        account.Join(Place, role, Now);

        Assert.False(account.MayOpenPortal);
        account.Activate();
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
        Assert.Throws<ArgumentException>(() => new Organisation(Place, PortalEnvironment.Productie, " ", "01234567"));
        Assert.Throws<ArgumentException>(() => new Organisation(Place, PortalEnvironment.Productie, "De Linde", "1234567"));
    }

    private static Account NewAccount() => new(new AccountId(Guid.CreateVersion7(TestPortal.Start)), PortalEnvironment.Productie, Seed.Boss, Now, registeredBy: null);
}
