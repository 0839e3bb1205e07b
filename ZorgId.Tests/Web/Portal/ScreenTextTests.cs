using ZorgId.Core.Accounts;
using ZorgId.Web.Portal.Users;

namespace ZorgId.Tests.Web.Portal;

[Trait("Stores", "nothing")]
public sealed class ScreenTextTests
{
    [Theory]
    [InlineData(Role.Signer, "Zorgmedewerker (Signer)")]
    [InlineData(Role.Registrar, "Beheerder (Registrar)")]
    [InlineData(Role.Administrator, "Administrator")]
    public void OnScreen_OfARole_NamesItsTechnicalNameWhereThatIsAnother(Role role, string text) => Assert.Equal(text, role.OnScreen());
}
