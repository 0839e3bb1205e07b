using ZorgId.Core.Accounts;

namespace ZorgId.Tests.Core.Accounts;

[Trait("Stores", "nothing")]
public sealed class FamilyNamePrefixTests
{
    [Theory]
    [InlineData("van der Berg", "berg")]
    [InlineData("Van den Heuvel-de Wit", "heuvel de wit")]
    [InlineData("'t Hart", "hart")]
    [InlineData("'s-Gravesande", "gravesande")]
    [InlineData("el Amrani", "amrani")]
    [InlineData("Oude Elferink", "oude elferink")]
    [InlineData("D'Angelo", "angelo")]
    [InlineData("de", "de")]
    [InlineData("van de", "de")]
    [InlineData("Øster", "oster")]
    public void Without_Name_IsWhatAListIsSortedBy(string name, string sorted) => Assert.Equal(sorted, FamilyNamePrefix.Without(name));
}
